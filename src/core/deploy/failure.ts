import { RustLambdaError } from '../errors';
import type { AwsTarget } from '../ports';
import { awsReason } from './awsReason';

/**
 * The causes that cargo lambda printed, outermost first, each on one line.
 *
 * Its reports (miette's) are a tree drawn with `×`, `├─▶` and `╰─▶`, wrapped at 80 columns: at a space, which is
 * then gone, or after `-` and `/`, as in the middle of an ARN.
 * @param lines of standard error, without colours
 */
export function reportedCauses(lines: readonly string[]): readonly string[] {
  const causes: string[] = [];
  for (const line of lines) {
    const cause = /^(?:Error: )?\s+(?:×|├─▶|╰─▶) (.*)$/.exec(line)?.[1];
    const continued = /^ {2}(?:│ +| {2,})(\S.*)$/.exec(line)?.[1];
    const before = causes.at(-1);
    if (cause !== undefined) causes.push(cause);
    else if (continued !== undefined && before !== undefined) {
      const brokenWord = /\S[-/]$/.test(before);
      causes[causes.length - 1] = `${before}${brokenWord ? '' : ' '}${continued}`;
    }
  }
  return causes;
}

/** What went wrong in a `cargo lambda deploy` that ended with another code than 0. */
export function deployFailure(
  exit: { readonly code: number | null; readonly signal: string | null },
  stderr: readonly string[],
  context: { readonly command: string; readonly artifactPath: string; readonly target: AwsTarget },
): RustLambdaError {
  const causes = reportedCauses(stderr);
  const all = causes.join('\n');
  if (/binary file for .* not found/.test(all)) {
    return new RustLambdaError('artifactMissing', { path: context.artifactPath });
  }
  const answer = awsAnswer(all);
  const isAws =
    answer !== undefined || /dispatch failure|service error|failed to construct request/.test(all);
  if (!isAws) {
    const output = (causes.length > 0 ? causes : stderr.slice(-20)).join('\n');
    return new RustLambdaError('commandFailed', { command: context.command, ...exit, output });
  }
  const name = answer?.name ?? (/dispatch failure/.test(all) ? 'DispatchFailure' : 'RequestFailure');
  return new RustLambdaError('aws', {
    reason: awsReason({ names: [name], message: all, region: context.target.region }),
    name,
    message: answer?.message ?? innermost(causes),
    ...context.target,
  });
}

/** An AWS error as the SDK for Rust prints it: modelled (`Name: message`), or `Error { code: …, message: … }`. */
function awsAnswer(text: string): { readonly name: string; readonly message: string } | undefined {
  const unhandled = /Error \{ code: "([^"]+)"(?:, message: "((?:[^"\\]|\\.)*)")?/.exec(text);
  if (unhandled?.[1]) return { name: unhandled[1], message: (unhandled[2] ?? '').replace(/\\(.)/g, '$1') };
  const modelled = /^(\w+Exception|\w+Error|NoSuch\w+)(?:: (.*))?$/m.exec(text);
  return modelled?.[1] ? { name: modelled[1], message: modelled[2] ?? '' } : undefined;
}

const innermost = (causes: readonly string[]): string => causes.at(-1) ?? '';
