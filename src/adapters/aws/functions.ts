import type { FunctionConfiguration, LambdaClient } from '@aws-sdk/client-lambda';
import type { DeployedFunction, DeployedLayer } from '../../core/ports';

/** undefined: there is no such function. */
export async function readFunction(
  client: LambdaClient,
  name: string,
  abortSignal: AbortSignal,
): Promise<DeployedFunction | undefined> {
  const { GetFunctionConfigurationCommand } = await import('@aws-sdk/client-lambda');
  const command = new GetFunctionConfigurationCommand({ FunctionName: name });
  const configuration = await orUndefined(isMissing, () => client.send(command, { abortSignal }));
  if (!configuration) return undefined;
  // Reading these takes permissions of their own; without them the function itself is still worth showing.
  const [version, url] = await Promise.all([
    orUndefined(isRefused, () => newestVersion(client, name, abortSignal)),
    orUndefined(isRefused, () => functionUrl(client, name, abortSignal)),
  ]);
  return {
    ...factsOf(configuration, name),
    ...(version !== undefined && { version }),
    ...(url !== undefined && { url }),
  };
}

/** What AWS leaves out of an answer has its documented default (CreateFunction in the Lambda API reference). */
const factsOf = (found: FunctionConfiguration, name: string): DeployedFunction => ({
  name,
  arn: found.FunctionArn ?? '',
  lastModified: timeOf(found.LastModified),
  architecture: found.Architectures?.[0] === 'arm64' ? 'arm64' : 'x86_64',
  runtime: found.Runtime ?? found.PackageType ?? '',
  memoryMb: found.MemorySize ?? 128,
  timeoutSeconds: found.Timeout ?? 3,
  codeBytes: found.CodeSize ?? 0,
});

/** Lambda writes `2026-01-31T12:00:00.000+0000`. */
const timeOf = (text: string | undefined): number =>
  Date.parse((text ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));

async function newestVersion(client: LambdaClient, name: string, abortSignal: AbortSignal): Promise<string> {
  const { paginateListVersionsByFunction } = await import('@aws-sdk/client-lambda');
  let newest = 0;
  for await (const page of paginateListVersionsByFunction(
    { client },
    { FunctionName: name },
    { abortSignal },
  )) {
    for (const { Version } of page.Versions ?? []) newest = Math.max(newest, Number(Version) || 0);
  }
  return newest === 0 ? '$LATEST' : String(newest);
}

async function functionUrl(
  client: LambdaClient,
  name: string,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  const { GetFunctionUrlConfigCommand } = await import('@aws-sdk/client-lambda');
  const command = new GetFunctionUrlConfigCommand({ FunctionName: name });
  const found = await orUndefined(isMissing, () => client.send(command, { abortSignal }));
  return found?.FunctionUrl;
}

/** undefined: there is no such layer. */
export async function readLayer(
  client: LambdaClient,
  name: string,
  abortSignal: AbortSignal,
): Promise<DeployedLayer | undefined> {
  const { ListLayerVersionsCommand } = await import('@aws-sdk/client-lambda');
  // Newest first. A layer that never was has no versions, and no error.
  const command = new ListLayerVersionsCommand({ LayerName: name, MaxItems: 1 });
  const found = await orUndefined(isMissing, () => client.send(command, { abortSignal }));
  const newest = found?.LayerVersions?.[0];
  if (!newest) return undefined;
  return {
    arn: newest.LayerVersionArn ?? '',
    version: String(newest.Version ?? ''),
    lastModified: timeOf(newest.CreatedDate),
  };
}

export async function readNames(client: LambdaClient, abortSignal: AbortSignal): Promise<readonly string[]> {
  const { paginateListFunctions } = await import('@aws-sdk/client-lambda');
  const names: string[] = [];
  for await (const page of paginateListFunctions({ client }, {}, { abortSignal })) {
    for (const { FunctionName } of page.Functions ?? []) if (FunctionName) names.push(FunctionName);
  }
  return names;
}

const isMissing = (error: Error): boolean => error.name === 'ResourceNotFoundException';
const isRefused = (error: Error): boolean => error.name !== 'AbortError';

async function orUndefined<T>(
  isNothing: (error: Error) => boolean,
  action: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Error && isNothing(error)) return undefined;
    throw error;
  }
}
