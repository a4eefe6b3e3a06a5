import assert from 'node:assert/strict';
import { createTerminalView, type TerminalViewOptions } from '../../../src/core/cargoLambda/terminalView';
import { recorded } from './recorded';

function show(options: Partial<TerminalViewOptions>, pieces: readonly ['stdout' | 'stderr', string][]) {
  let screen = '';
  const lines: string[] = [];
  const view = createTerminalView({
    write: (text) => (screen += text),
    newDecoder: () => new TextDecoder(),
    onLine: (line, stream) => lines.push(`${stream}: ${line}`),
    ...options,
  });
  for (const [stream, text] of pieces) view.push(new TextEncoder().encode(text), stream);
  view.end();
  return { screen, lines };
}

describe('The terminal of a process', () => {
  it('shows both its streams as they are', () => {
    const { screen, lines } = show({}, [
      ['stdout', '\u001b[32m INFO\u001b[0m one\n'],
      ['stderr', 'two\n'],
    ]);
    assert.equal(screen, '\u001b[32m INFO\u001b[0m one\r\ntwo\r\n');
    assert.deepEqual(lines, ['stdout:  INFO one', 'stderr: two']);
  });

  it('shows what has no line end yet', () => {
    assert.equal(show({}, [['stdout', 'Continue? ']]).screen, 'Continue? ');
  });

  it('shows something else for a stream that is not for people', () => {
    const { screen } = show({ translate: (line) => (line === 'x' ? undefined : `<${line}>\n`) }, [
      ['stdout', 'a\nx\nb'],
    ]);
    assert.equal(screen, '<a>\r\n<b>\r\n');
  });

  it('takes away a half-drawn progress bar before text', () => {
    const bar = '    Building [=>  ] 1/3\r';
    const { screen } = show({ translate: (line) => `${line}\n` }, [
      ['stderr', bar],
      ['stdout', 'warning: x\n'],
      ['stdout', 'warning: y\n'],
    ]);
    assert.equal(screen, `${bar}\r\u001b[Kwarning: x\r\nwarning: y\r\n`);
  });

  it('tells cargo’s last word, and not the frames of its progress bar (1.95.0)', () => {
    const { lines } = show({}, [['stderr', recorded('cargo-1.95.0-progress.stderr')]]);
    assert.deepEqual(
      lines.map((line) => line.replace(/ in .*/, '')),
      [
        'stderr:    Compiling app v0.1.0 (/srv/orders/app)',
        'stderr:     Finished `dev` profile [unoptimized + debuginfo] target(s)',
      ],
    );
  });
});
