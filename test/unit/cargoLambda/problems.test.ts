import assert from 'node:assert/strict';
import { createBuildReport } from '../../../src/core/cargoLambda/buildReport';
import { parseCargoMessage } from '../../../src/core/cargoLambda/cargoMessages';
import { explanationOf, problemOf, type Problem } from '../../../src/core/cargoLambda/problems';
import { recordedLines } from './recorded';

const root = '/srv/orders';

/** Follows a recorded build. */
function follow(name: string) {
  const found: [string, Problem][] = [];
  const packages: string[] = [];
  const report = createBuildReport(root, {
    onPackage: (pkg) => packages.push(pkg),
    onProblem: (problem, pkg) => found.push([pkg, problem]),
  });
  const shown = recordedLines(name).flatMap((line) => report.read(line) ?? []);
  return { found, packages, shown, report };
}

const at = ({ range }: Problem): string =>
  `${range.start.line}:${range.start.character}-${range.end.line}:${range.end.character}`;

describe('Problems of a build (cargo 1.95.0)', () => {
  const { found, packages, shown, report } = follow('cargo-1.95.0-messages.jsonl');
  const problem = (start: string): Problem => {
    const match = found.find(([, { message }]) => message.startsWith(start));
    assert.ok(match, start);
    return match[1];
  };

  it('belong to the packages cargo got to', () => {
    assert.deepEqual(packages, ['dep', 'app']);
    assert.deepEqual(
      found.map(([pkg]) => pkg),
      ['dep', 'app', 'app', 'app', 'app', 'app'],
    );
  });

  it('are where rustc says, also in a module outside its package', () => {
    const outside = found.filter(([, { file }]) => file === '/srv/orders/shared.rs').map(([, each]) => each);
    assert.equal(outside.length, 1);
    assert.deepEqual(outside.map(at), ['0:19-0:22']);
    assert.equal(outside[0]?.code, 'E0308');
    assert.equal(outside[0].message, 'mismatched types\nexpected `u8`, found `&str`');
    assert.deepEqual(
      outside[0].related.map(({ message, range }) => [message, range.start.character]),
      [['expected `u8` because of return type', 14]],
    );
  });

  it('count columns as VS Code does: a crab is one of rustc’s columns and two of VS Code’s', () => {
    const start = '    let _ = "🦀é"; "🦀".nope();'.indexOf('nope');
    assert.equal(at(problem('no method named `nope`')), `13:${start}-13:${start + 4}`);
  });

  it('inside a macro are shown where the macro is, and point to its use', () => {
    const inMacro = found.find(([, each]) => each.range.start.line === 5)?.[1];
    assert.equal(inMacro?.file, '/srv/orders/app/src/main.rs');
    assert.equal(at(inMacro), '5:24-5:29');
  });

  it('of a path dependency outside the workspace are in its own file', () => {
    assert.equal(problem('unused variable').file, '/srv/dep/src/lib.rs');
    assert.equal(problem('unused variable').severity, 'warning');
    assert.equal(problem('unused variable').unnecessary, true);
    assert.deepEqual(
      problem('unused variable').suggestions.map(({ replacement }) => replacement),
      ['_unused_x'],
    );
  });

  it('leave out places inside the standard library, which are no files here', () => {
    for (const [, { related }] of found) {
      assert.deepEqual(
        related.filter(({ file }) => file.includes('rustc')),
        [],
      );
    }
  });

  it('show the text rustc would have printed, and none of the JSON', () => {
    assert.equal(shown.filter((text) => text.includes('"reason"')).length, 0);
    assert.ok(shown.some((text) => text.includes('\u001b[1m\u001b[91merror[E0308]')));
    // The notes that end a build have no place, but are shown.
    assert.ok(shown.at(-1)?.includes('rustc --explain'));
  });

  it('are counted: errors only, and the first of them is known', () => {
    assert.equal(report.errors, 5);
    assert.equal(
      report.first?.message.split('\n')[0],
      '1 positional argument in format string, but no arguments were given',
    );
  });
});

describe('A build whose linker failed (cargo 1.95.0)', () => {
  it('has an error without a place', () => {
    const { found, report } = follow('cargo-1.95.0-linker-error.jsonl');
    assert.deepEqual(
      found.filter(([pkg]) => pkg === 'app'),
      [],
    );
    assert.equal(report.errors, 1);
    assert.equal(report.first, undefined);
    assert.match(report.placeless ?? '', /^error: linking with `cc` failed/);
  });
});

describe('Messages of cargo', () => {
  it('say which package they are about, in every form of package id', () => {
    const names = [
      'path+file:///w/orders/first#0.1.0',
      'path+file:///w/orders/folder#order-consumer@0.1.0',
      'path+file:///w/mit%20Leerzeichen/%C3%BCber#0.1.0',
      'registry+https://github.com/rust-lang/crates.io-index#serde@1.0.229',
      'git+https://github.com/a/b?rev=1#c@0.1.0',
    ].map((id) => {
      const line = JSON.stringify({ reason: 'compiler-artifact', package_id: id });
      const message = parseCargoMessage(line, root);
      return message?.kind === 'artifact' ? message.packageName : undefined;
    });
    assert.deepEqual(names, ['first', 'order-consumer', 'über', 'serde', 'c']);
  });

  it('are told from everything else that is printed among them', () => {
    for (const line of [
      '',
      'hello',
      '{',
      '{"reason":1}',
      '[1]',
      '{"reason":"of a later cargo"}',
      ' WARN run: x',
    ]) {
      assert.equal(parseCargoMessage(line, root), undefined, line);
    }
  });

  it('with parts missing are no crash and no problem', () => {
    for (const line of [
      '{"reason":"compiler-message"}',
      '{"reason":"compiler-message","message":{"spans":[{}]}}',
    ]) {
      const message = parseCargoMessage(line, root);
      assert.equal(message?.kind, 'diagnostic');
      assert.equal(message.problem, undefined);
    }
  });
});

describe('Places on Windows', () => {
  const diagnostic = (file: string) => ({
    level: 'error',
    message: 'wrong',
    spans: [
      { file_name: file, line_start: 1, line_end: 1, column_start: 1, column_end: 2, is_primary: true },
    ],
    children: [],
  });

  it('are below the workspace, with its own separators', () => {
    const file = (name: string) => problemOf(diagnostic(name), 'C:\\w\\orders')?.file;
    assert.equal(file('first\\src\\main.rs'), 'C:\\w\\orders\\first\\src\\main.rs');
    assert.equal(file('first/src/../../shared.rs'), 'C:\\w\\orders\\shared.rs');
    assert.equal(file('D:\\dep\\src\\lib.rs'), 'D:\\dep\\src\\lib.rs');
  });
});

describe('What a code means', () => {
  it('is explained by the error index or by clippy', () => {
    assert.equal(explanationOf('E0308'), 'https://doc.rust-lang.org/error_codes/E0308.html');
    assert.match(explanationOf('clippy::needless_return') ?? '', /rust-clippy.*#needless_return$/);
    assert.equal(explanationOf('unused_mut'), undefined);
  });
});
