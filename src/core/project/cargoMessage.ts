import type { BrokenManifest } from './model';
import { dirname, join } from './paths';

// eslint-disable-next-line no-control-regex -- an escape is what colours begin with
const colours = /\u001b\[[0-9;]*m/g;

/**
 * Which manifest cargo's message is about. A workspace fails as a whole: asked for any of its manifests, cargo
 * names the one that is wrong in one of several ways (as cargo 1.95 prints them).
 * @param asked the manifest cargo was given; its folder was cargo's working directory
 * @param exists whether there is such a file
 */
export function brokenManifest(
  stderr: string,
  asked: string,
  exists: (manifestPath: string) => boolean,
): BrokenManifest {
  const plain = stderr.replace(colours, '').trim();
  // Warnings come first, and may point at places of their own.
  const message = plain.slice(Math.max(plain.search(/^error/m), 0)).replace(/^error: /, '');
  const folder = dirname(asked);
  const [, file, line, column] = /^\s*--> (.+):(\d+):(\d+)$/m.exec(message) ?? [];
  const manifestPath = file === undefined ? undefined : join(folder, file);
  if (manifestPath !== undefined && exists(manifestPath)) {
    return { manifestPath, message, position: { line: Number(line) - 1, character: Number(column) - 1 } };
  }
  const named = [
    ...lastOf(message, /failed to parse manifest at `(.+)`/g),
    ...lastOf(message, /failed to load manifest for workspace member `(.+)`/g).map((member) =>
      join(member, 'Cargo.toml'),
    ),
    // A member that is not there at all: the fault is with the workspace that lists it.
    ...lastOf(message, /by workspace at `(.+)`/g),
  ];
  return { manifestPath: named.find(exists) ?? asked, message };
}

const lastOf = (text: string, pattern: RegExp): string[] => {
  const last = [...text.matchAll(pattern)].at(-1)?.[1];
  return last === undefined ? [] : [last];
};
