/** What cargo prints on stdout with `--message-format json-diagnostic-rendered-ansi`, one JSON text a line. */
import { objectOf, parseObject, textOf, type Json } from './json';
import { problemOf, type Problem } from './problems';

export type CargoMessage =
  /** rustc spoke: the text as it prints it (with colours), and the problem when there is a place for it. */
  | {
      readonly kind: 'diagnostic';
      readonly packageName: string;
      readonly level: string;
      readonly rendered: string;
      readonly problem?: Problem;
    }
  /** A target was compiled, or was up to date. */
  | { readonly kind: 'artifact'; readonly packageName: string }
  /** Nothing to show or to know, e.g. a build script ran. */
  | { readonly kind: 'silent' };

/**
 * @param workspaceRoot cargo runs rustc there, so its relative paths start there
 * @returns undefined when the line is no message of cargo (cargo-lambda and build scripts print there, too)
 */
export function parseCargoMessage(line: string, workspaceRoot: string): CargoMessage | undefined {
  const message = parseObject(line);
  switch (message?.['reason']) {
    case 'compiler-message':
      return diagnostic(message, workspaceRoot);
    case 'compiler-artifact':
      return { kind: 'artifact', packageName: packageNameOf(message) };
    case 'build-finished':
    case 'build-script-executed':
    case 'timing-info':
      return { kind: 'silent' };
    default:
      return undefined;
  }
}

function diagnostic(message: Json, workspaceRoot: string): CargoMessage {
  const inner = objectOf(message['message']) ?? {};
  const problem = problemOf(inner, workspaceRoot);
  return {
    kind: 'diagnostic',
    packageName: packageNameOf(message),
    level: textOf(inner['level']) ?? '',
    rendered: textOf(inner['rendered']) ?? '',
    ...(problem && { problem }),
  };
}

/**
 * Of a package id such as `path+file:///w/first#0.1.0`, `path+file:///w/first#orders@0.1.0` or
 * `registry+https://…#serde@1.0.0`: without a name before the version it is the folder's.
 * https://doc.rust-lang.org/cargo/reference/pkgid-spec.html
 */
function packageNameOf(message: Json): string {
  const id = textOf(message['package_id']) ?? '';
  const [place = '', version = ''] = id.split('#');
  const named = version.includes('@') ? version.slice(0, version.lastIndexOf('@')) : undefined;
  return named ?? decode(place.replace(/\/$/, '').split('/').at(-1) ?? '');
}

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};
