/** What VS Code keeps in its environment for its own processes; a child that inherits it can misbehave. */
const ofTheEditor = /^(VSCODE_|ELECTRON_)/i;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment of a child: `base` without the editor's own variables, then `added` over it.
 * Windows takes `Path` and `PATH` for one name, so there an added name replaces every spelling of it.
 */
export function childEnvironment(
  base: Environment,
  added: Readonly<Record<string, string>> = {},
  platform: NodeJS.Platform = process.platform,
): Record<string, string> {
  const fold = (name: string): string => (platform === 'win32' ? name.toUpperCase() : name);
  const replaced = new Set(Object.keys(added).map(fold));
  const kept = Object.entries(base).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !ofTheEditor.test(entry[0]) && !replaced.has(fold(entry[0])),
  );
  return { ...Object.fromEntries(kept), ...added };
}
