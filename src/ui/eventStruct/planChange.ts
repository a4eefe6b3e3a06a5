import * as vscode from 'vscode';
import type { LambdaBinary } from '../../core/project/model';
import { join } from '../../core/project/paths';
import { packageOf, type CrateGraph } from '../../core/types/crateGraph';
import { eventTypeEdits, useLines, type TextEdit } from '../../core/types/wiring/eventTypeEdits';
import type { EventTypePlace } from '../../core/types/wiring/eventTypePlace';
import type { WantedDependency } from '../../core/project/dependency';
import type { ChosenType } from './chooseType';

export interface SourceChange {
  readonly path: string;
  /** That the edits are for. */
  readonly before: string;
  readonly edits: readonly TextEdit[];
}

export interface Change {
  /** All of it, for those who put it somewhere themselves. */
  readonly text: string;
  readonly source?: SourceChange;
  /** Of the file that calls the handler, where that is another one. */
  readonly caller?: SourceChange;
  readonly manifest?: { readonly path: string; readonly before: string; readonly after: string };
  /** Dependencies that could not be written into the manifest. */
  readonly left: readonly string[];
  /** Functions that are handed the event, and go on taking the type that it was of. */
  readonly takers?: { readonly names: readonly string[]; readonly type: string };
}

export async function planChange({
  binary,
  graph,
  place,
  choice,
  read,
}: {
  readonly binary: LambdaBinary;
  readonly graph: CrateGraph | undefined;
  readonly place: EventTypePlace | undefined;
  readonly choice: ChosenType;
  readonly read: (path: string) => Promise<string | undefined>;
}): Promise<Change> {
  const text = alone(choice);
  if (!place) return { text, left: [] };
  const source = { path: place.path, before: place.text, edits: eventTypeEdits(place, choice) };
  const called = place.caller?.path === place.path ? undefined : place.caller;
  const caller = called && { path: called.path, before: called.text, edits: called.edits };
  const { withDependency } = await import('../../core/project/dependency');
  const { isWithoutDefaults } = await import('../../core/project/dependencyFeature');
  // As an editor has it, which is what is changed.
  const before = (await vscode.workspace.openTextDocument(place.manifestPath)).getText();
  const workspace = await read(join(binary.workspaceRoot, 'Cargo.toml'));
  let after = before;
  const left: string[] = [];
  for (const wanted of dependencies(choice, graph, place.manifestPath, (name) =>
    isWithoutDefaults(before, name),
  )) {
    const added = withDependency(after, wanted, workspace);
    if (added === undefined) left.push(wanted.name);
    else after = added;
  }
  return {
    ...{ text, source, left },
    ...(caller && { caller }),
    ...(place.takers.length > 0 &&
      !isSameType(place, choice) && { takers: { names: place.takers, type: place.type } }),
    ...(after !== before && { manifest: { path: place.manifestPath, before, after } }),
  };
}

/** Only written in another way, or declared elsewhere. */
const isSameType = ({ type }: EventTypePlace, choice: ChosenType): boolean =>
  choice.kind === 'imported' && type.replace(/^.*::/, '') === choice.path.at(-1);

function alone(choice: ChosenType): string {
  if (choice.kind === 'imported') {
    const { path, written } = choice;
    const lines = useLines([path, ...(written?.uses ?? [])]);
    return `${lines.join('\n')}\n${written ? `\n${written.source}` : ''}`;
  }
  const uses = useLines(choice.uses);
  return choice.source === ''
    ? `type Event = ${choice.root};\n`
    : `${uses.map((line) => `${line}\n`).join('')}\n${choice.source}`;
}

function dependencies(
  { crates, events }: ChosenType,
  graph: CrateGraph | undefined,
  manifestPath: string,
  isWithoutDefaults: (crate: string) => boolean,
): readonly WantedDependency[] {
  const own = graph && packageOf(graph, manifestPath);
  const isBuiltWith = (name: string, feature: string): boolean => {
    const id = own?.dependencies.get(name);
    return (id === undefined ? undefined : graph?.get(id))?.features.has(feature) ?? false;
  };
  const usual = crates.map((name): WantedDependency => {
    // What enables it is another's manifest, which has it for all.
    const features = name === 'serde' && !isBuiltWith('serde', 'derive') ? ['derive'] : [];
    return { name, version: '1', features };
  });
  if (!events) return usual;
  const { version, name, fit } = events;
  const wanted: WantedDependency = {
    name: name ?? 'aws_lambda_events',
    version: version.split('.').slice(0, 2).join('.'),
    features: name === undefined || isWithoutDefaults(name) ? fit.features : fit.missingFeatures,
    ...(name === undefined && { isBare: true }),
  };
  return [...usual, wanted];
}
