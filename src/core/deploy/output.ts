import { isRecord } from '../record';

/** What cargo lambda said it did. */
export interface DeployResult {
  readonly arn: string;
  readonly version?: string;
  readonly alias?: string;
  readonly url?: string;
}

/**
 * Reads the JSON that `cargo lambda deploy --output-format json` prints after its progress lines (`▹▹▹▹▹ …`).
 * @param lines of standard output, without colours
 * @returns undefined when there is none: the deploy itself may have worked all the same
 */
export function parseDeployOutput(lines: readonly string[]): DeployResult | undefined {
  const start = lines.findIndex((line) => line.trimEnd() === '{');
  if (start < 0) return undefined;
  const answer = parseObject(lines.slice(start).join('\n'));
  const arn = text(answer?.['function_arn']) ?? text(answer?.['extension_arn']);
  if (!answer || arn === undefined) return undefined;
  const version = text(answer['version']) ?? versionOfLayer(arn);
  const alias = text(answer['alias']);
  const url = text(answer['function_url']);
  return {
    arn,
    ...(version !== undefined && { version }),
    ...(alias !== undefined && { alias }),
    ...(url !== undefined && { url }),
  };
}

/** `arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION` */
const versionOfLayer = (arn: string): string | undefined => /:layer:[^:]+:(\d+)$/.exec(arn)?.[1];

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

function parseObject(json: string): Readonly<Record<string, unknown>> | undefined {
  // Nothing is promised about what a program prints after its answer.
  const end = json.lastIndexOf('}');
  try {
    const value: unknown = JSON.parse(json.slice(0, end + 1));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
