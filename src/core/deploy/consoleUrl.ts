/** By partition; where it isn't known for sure, there is no link. */
const consoles: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/**
 * Address of a function or layer in the AWS console.
 * @param arn `arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME[:VERSION]` or `…:layer:NAME:VERSION`
 * @returns undefined for anything else
 */
export function consoleUrl(arn: string): string | undefined {
  const [, partition = '', service, region, , type, name, version] = arn.split(':');
  const host = consoles[partition];
  if (!host || service !== 'lambda' || !region || !name) return undefined;
  if (type !== 'function' && type !== 'layer') return undefined;
  const versions = version === undefined ? '' : `/versions/${version}`;
  return `https://${region}.${host}/lambda/home?region=${region}#/${type}s/${encodeURIComponent(name)}${versions}`;
}
