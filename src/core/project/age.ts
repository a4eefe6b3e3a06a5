/** How long ago something was, in the largest unit that fits, as `Intl.RelativeTimeFormat` takes it. */
export function age(ms: number): {
  readonly value: number;
  readonly unit: 'second' | 'minute' | 'hour' | 'day';
} {
  // A clock that runs behind the file's: just now.
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return { value: 0, unit: 'second' };
  if (seconds < 3600) return { value: -Math.floor(seconds / 60), unit: 'minute' };
  if (seconds < 86_400) return { value: -Math.floor(seconds / 3600), unit: 'hour' };
  return { value: -Math.floor(seconds / 86_400), unit: 'day' };
}
