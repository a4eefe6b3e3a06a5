/** Handlers of whole projects, from Cargo's own answer to the line. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createProcessRunner } from '../../../src/adapters/process/processRunner';
import { createProjectReader } from '../../../src/adapters/project/projectReader';
import { binariesOf } from '../../../src/core/project/model';
import snippets from '../../../snippets/rust-lambda.json';
import { found, finder } from '../../unit/rust/finding';
import { generateAll } from '../newFunction/generated';
import { render } from '../newFunction/snippetText';
import { textOf } from './sources';

const MINUTES = 60_000;
const project = path.resolve(import.meta.dirname, '../../..');

/** `orders: function function_handler Request orders-api/src/handler.rs:8` for every binary. */
async function handlersOf(folder: string, manifests: readonly string[] = ['Cargo.toml']): Promise<string[]> {
  const root = path.join(project, folder);
  const reader = createProjectReader(createProcessRunner({ guardPath: 'unused' }), createFiles());
  const model = await reader.read(
    manifests.map((manifest) => path.join(root, manifest)),
    { execute: true, cargo: () => ({ path: 'cargo', env: {} }) },
  );
  const described = binariesOf(model).map(async (binary) => {
    const { location } = await finder.find(binary, textOf);
    if (!location) return `${binary.name}: none`;
    const { kind, name, eventType, start } = location;
    const place = `${path.relative(root, location.path).replaceAll('\\', '/')}:${start.line + 1}`;
    return `${binary.name}: ${[kind, name, eventType].filter(Boolean).join(' ')} ${place}`;
  });
  return (await Promise.all(described)).sort();
}

describe('Handlers of real projects', () => {
  it('are found in the sample', async () => {
    const [audit, consumer, api] = await handlersOf('samples/orders');
    assert.match(
      audit ?? '',
      /^audit-extension: function events_processor LambdaEvent audit-extension\/src\/audit\.rs:\d+$/,
    );
    assert.match(consumer ?? '', /^order-consumer: function \w+ SqsEvent order-consumer\/src\/main\.rs:\d+$/);
    assert.match(api ?? '', /^orders-api: function \w+ Request orders-api\/src\/handler\.rs:\d+$/);
  });

  it('are found in the fixtures, but for those that only print', async () => {
    assert.deepEqual(await handlersOf('test/fixtures/workspaces/lenses'), [
      'left: function handler Value twins/src/lib.rs:6',
      'right: function handler Value twins/src/lib.rs:6',
      'router: function call Request router/src/main.rs:22',
      'single: function consume SqsEvent single/src/consumer.rs:5',
      'typed: function handle Order handling/src/lib.rs:8',
      'watcher: function on_event LambdaEvent watcher/src/main.rs:3',
    ]);
    for (const shape of await handlersOf('test/fixtures/workspaces/shapes'))
      assert.match(shape, /: main main /);
  });

  it('are found where New Function says it opens them, whatever is chosen', async () => {
    const all = await generateAll();
    for (const { name, kind, created } of all) {
      const sourcePath = path.join(path.dirname(created.path), 'main.rs');
      const binary = {
        id: name,
        kind: kind.kind === 'extension' ? 'extension' : 'function',
        sourcePath,
      } as const;
      const { location, incomplete } = await finder.find(binary, textOf);
      assert.equal(incomplete, false, name);
      if (kind.kind === 'extension' && kind.events && kind.records) {
        // It has two handlers: the events are what every extension is for.
        assert.equal(path.basename(location?.path ?? ''), 'events.rs', name);
      } else assert.deepEqual([location?.path, location?.start.line], [created.path, created.line], name);
    }
    assert.ok(all.length > 50);
  }).timeout(5 * MINUTES);

  it('are found in every snippet that is a whole program', async () => {
    const programs = Object.entries(snippets)
      .map(([name, { body }]) => ({ name, text: render(body.join('\n')) }))
      .filter(({ text }) => text.includes('fn main'));
    for (const { name, text } of programs) {
      const kind = text.includes('lambda_extension') ? 'extension' : 'function';
      assert.match(
        await found(text, { kind }),
        text.includes('Router') ? /^router / : /^(function|closure) /,
        name,
      );
    }
    assert.ok(programs.length > 3);
  });
});
