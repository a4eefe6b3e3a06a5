/**
 * Who an ARN of STS or IAM is, in short: `role/deployer` for an assumed role (its session's name left out),
 * `user/ann`, `root`. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
export function shortIdentity(arn: string): string {
  const resource = arn.split(':').slice(5).join(':');
  const role = /^assumed-role\/([^/]+)\//.exec(resource)?.[1];
  return role === undefined ? resource : `role/${role}`;
}

/** An account id as the console groups it: `1234-5678-9012`. */
export const groupedAccount = (account: string): string => account.replace(/(\d{4})(?=\d)/g, '$1-');
