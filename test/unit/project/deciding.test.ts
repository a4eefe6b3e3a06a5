import assert from 'node:assert/strict';
import { decidingFiles } from '../../../src/core/project/deciding';

describe('The files that decide what a binary is built to', () => {
  it('are the manifests above its sources, also of packages elsewhere, and the configuration above its workspace', () => {
    const binary = { manifestPath: '/w/shop/app/Cargo.toml', workspaceRoot: '/w/shop' };
    const files = decidingFiles(binary, ['/w/shop/app/src/main.rs', '/w/shared/src/lib.rs']);
    for (const file of [
      '/w/shop/app/Cargo.toml',
      '/w/shop/Cargo.toml',
      '/w/shop/Cargo.lock',
      '/w/shared/Cargo.toml',
      '/w/.cargo/config.toml',
      '/w/shop/rust-toolchain.toml',
    ]) {
      assert.ok(files.includes(file), file);
    }
    assert.ok(!files.includes('/w/shared/.cargo/config.toml'));
    assert.equal(new Set(files).size, files.length);
  });

  it('are found on Windows', () => {
    const files = decidingFiles({ manifestPath: 'C:\\w\\Cargo.toml', workspaceRoot: 'C:\\w' }, []);
    assert.ok(files.includes('C:\\w\\Cargo.toml') && files.includes('C:\\.cargo\\config.toml'));
  });
});
