// @ts-check
// Where Lambda writes a function's log in CloudWatch Logs.
import { randomBytes } from 'node:crypto';

/** @param {import('./controlPlane.mjs').FunctionConfiguration} configuration */
export const logGroupOf = ({ FunctionName, LoggingConfig }) =>
  LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}`;

/**
 * @param {string} version
 * @returns {string} for one execution environment, such as "2026/05/04/[7]0123456789abcdef0123456789abcdef"
 */
export function logStreamName(version) {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[${version}]${randomBytes(16).toString('hex')}`;
}
