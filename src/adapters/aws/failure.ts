import { cancelled, isRustLambdaError, RustLambdaError } from '../../core/errors';
import { awsReason } from '../../core/deploy/awsReason';
import type { AwsTarget } from '../../core/ports';

/**
 * What the SDK threw, as an error with a next step. Neither message nor cause holds a key, a token, or the command
 * of a `credential_process`.
 */
export function awsFailure(error: unknown, target: AwsTarget): RustLambdaError {
  if (isRustLambdaError(error)) return error;
  const chain = causesOf(error);
  const [outermost] = chain;
  if (outermost?.name === 'AbortError') return cancelled();
  const names = chain.flatMap(namesOf);
  const message = safe(chain.map(messageOf).join('\n'));
  return new RustLambdaError(
    'aws',
    {
      reason: awsReason({ names, message, region: target.region }),
      name: names[0] ?? 'Error',
      message: outermost ? safe(messageOf(outermost)) : String(error),
      ...target,
    },
    { cause: message },
  );
}

/** An error, what caused it, and the attempts that Node makes at each address of a host. */
function causesOf(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  const add = (at: unknown): void => {
    if (!(at instanceof Error) || chain.includes(at)) return;
    chain.push(at);
    if (at instanceof AggregateError) at.errors.forEach(add);
    add(at.cause);
  };
  add(error);
  return chain;
}

function namesOf(error: Error): readonly string[] {
  const { code, Code } = error as { code?: unknown; Code?: unknown };
  return [error.name, Code, code].filter(
    (name): name is string => typeof name === 'string' && name !== 'Error' && name !== 'AggregateError',
  );
}

function messageOf(error: Error): string {
  const { $response } = error as { $response?: { statusCode?: unknown } };
  // A proxy or another server answered: what it said is a page, and the parser's complaint says nothing.
  if (error.name === 'SyntaxError' && typeof $response?.statusCode === 'number') {
    return `HTTP ${$response.statusCode}, but not an answer of AWS`;
  }
  return error.message || namesOf(error).join(' ');
}

const safe = (message: string): string =>
  message
    .replace(/Command failed: [^]*/, 'credential_process failed')
    .replace(/\b(A[A-Z]{3})[A-Z0-9]{12,}\b/g, '$1…');
