// @ts-check
// The environment variables of a function, as the Lambda Developer Guide lists them ("Defined runtime environment
// variables"), with values of this machine.
import { logGroupOf } from './logNames.mjs';

/**
 * @param {import('./executionEnvironment.mjs').Setting} setting
 * @param {string} logStream @param {string} runtimeApi host:port
 * @returns {{forEmulator: Record<string, string>, forFunction: string[]}} the emulator hands its own environment on,
 *   but sets some variables itself: those are given again as NAME=VALUE
 */
export function functionEnvironment(
  { configuration, region, codeDir, endpointUrl, mark },
  logStream,
  runtimeApi,
) {
  const { FunctionName, Version, MemorySize, Timeout, Handler, Environment, LoggingConfig } = configuration;
  return {
    forEmulator: {
      PATH: '/usr/local/bin:/usr/bin:/bin:/opt/bin',
      LANG: 'en_US.UTF-8',
      TZ: ':UTC',
      LD_LIBRARY_PATH: `${codeDir}:${codeDir}/lib:/opt/lib`,
      LAMBDA_TASK_ROOT: codeDir,
      LAMBDA_RUNTIME_DIR: codeDir,
      _HANDLER: Handler,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: 'ASIAFUNCTION',
      AWS_SECRET_ACCESS_KEY: 'endpoint',
      AWS_SESSION_TOKEN: 'endpoint',
      // Not on Lambda: keeps the function's own calls on this machine.
      AWS_ENDPOINT_URL: endpointUrl,
      AWS_LAMBDA_FUNCTION_NAME: FunctionName,
      AWS_LAMBDA_FUNCTION_VERSION: Version,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
      // Not on Lambda: tells the emulator when to give up.
      AWS_LAMBDA_FUNCTION_TIMEOUT: String(Timeout),
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_FORMAT: LoggingConfig?.LogFormat ?? 'Text',
      ...Environment?.Variables,
      ...mark,
    },
    forFunction: [
      `AWS_LAMBDA_RUNTIME_API=${runtimeApi}`,
      `AWS_LAMBDA_LOG_GROUP_NAME=${logGroupOf(configuration)}`,
      `AWS_LAMBDA_LOG_STREAM_NAME=${logStream}`,
    ],
  };
}
