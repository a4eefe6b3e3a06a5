/**
 * The end of a path, long enough to tell it from the others: `app`, or `orders/app` beside `users/app`. With `/`.
 * @param others absolute, of any form; the path itself may be among them
 */
export function distinctName(path: string, others: readonly string[]): string {
  const parts = partsOf(path);
  const rest = others.map(partsOf).filter((other) => other.join('/') !== parts.join('/'));
  const tail = (of: readonly string[], count: number): string => of.slice(-count).join('/');
  let count = 1;
  while (count < parts.length && rest.some((other) => tail(other, count) === tail(parts, count))) count++;
  return tail(parts, count);
}

const partsOf = (path: string): string[] => path.split(path.startsWith('/') ? '/' : /[\\/]/).filter(Boolean);
