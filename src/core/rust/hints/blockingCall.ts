/**
 * Calls that hold up the thread that runs the handler, and with it whatever else it waits for ("CPU-bound tasks and
 * blocking code" of tokio's documentation). reqwest says that its blocking part must not be called from async code.
 */
import { calledPath } from '../calls';
import type { Resolver } from '../resolve';
import { certainName } from './certainName';
import type { HandlerCode } from './handlerCode';
import type { Finding } from './hint';

const file = /^std::fs::(?:[a-z]\w*|File::(?:open|create|create_new))$/;

export async function blockingCalls(resolver: Resolver, code: HandlerCode): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { node, isAsync, isInLoop } of code.calls) {
    const path = isAsync ? calledPath(node) : undefined;
    const call = path && (await certainName(resolver, code, path));
    const waitsFor = call === undefined ? undefined : whatFor(call, isInLoop);
    if (path && call !== undefined && waitsFor)
      findings.push({ kind: 'blockingCall', call, waitsFor, node: path });
  }
  return findings;
}

function whatFor(call: string, isInLoop: boolean): 'time' | 'file' | 'http' | undefined {
  if (call === 'std::thread::sleep') return 'time';
  if (/^reqwest::blocking::\w/.test(call)) return 'http';
  // One small file is read faster than it is handed to another thread.
  return isInLoop && file.test(call) ? 'file' : undefined;
}
