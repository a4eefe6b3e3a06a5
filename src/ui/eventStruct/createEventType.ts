/** From payloads to the type that a handler takes. Loaded when the command is first used. */
import * as vscode from 'vscode';
import { cancelled } from '../../core/errors';
import { functionOfPayload, payloadPath } from '../../core/payload/files';
import type { EventTypes, PayloadJobs } from '../../core/ports';
import type { FunctionTarget, LambdaBinary, ProjectModel } from '../../core/project/model';
import { isRecord } from '../../core/record';
import type { EventTypePlace } from '../../core/types/wiring/eventTypePlace';
import type { Crates, FunctionPicker, Project } from '../features';
import type { SourceTexts } from '../handlers/sourceTexts';
import { applyChange, previewChange, showTypes } from './change';
import { chooseType } from './chooseType';
import { offerCheck, takersText, type CheckNeeds } from './offerCheck';
import { payloadsOf, type GivenPayloads } from './payloads';
import { planChange, type Change, type SourceChange } from './planChange';

export interface EventStructNeeds extends CheckNeeds {
  readonly project: Pick<Project, 'ready' | 'model' | 'binary'>;
  readonly picker: FunctionPicker;
  readonly graphs: Crates;
  readonly texts: SourceTexts;
  readonly types: EventTypes;
  readonly payloadJobs: PayloadJobs;
}

/**
 * Undoable and not saved, shown where it is.
 * @param target a function, one of its payloads in the tree, or a file with one
 * @param given texts, files or rows of the tree; undefined: those to take are asked for
 * @throws RustLambdaError cancelled | payloadInvalid | noFunction | fileFailed …
 */
export async function createEventType(
  needs: EventStructNeeds,
  target: FunctionTarget | vscode.Uri | undefined,
  given: GivenPayloads | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Create Event Type from Payloads');
  const binary = await binaryFor(needs, target, title);
  // Menus add what else is selected: in the explorer files, in trees items of them.
  const sources = (Array.isArray(given) ? given : []).flatMap((each) => sourceOf(each, binary));
  const own = sources.length > 0 ? sources : sourceOf(target, binary);
  const files = own.length > 0 ? own : undefined;
  const payloads = await payloadsOf(needs.payloadJobs, needs.project.model, binary, files, title);
  const { graph } = await needs.graphs.of(binary);
  const read = async (path: string): Promise<string | undefined> => (await needs.texts.read(path)).text;
  const place = await shownPlace(() => needs.types.place(binary, graph, read));
  const { types, payloadJobs: jobs } = needs;
  const choice = await chooseType({ types, jobs, binary, graph, place, payloads, read, title });
  const change = await planChange({ binary, graph, place, choice, read });
  // Nobody says what it takes, so nothing can be changed for it.
  if (!change.source) {
    await showTypes(change.text);
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'No handler of {0} is proven to take JSON of a type that is written down, so nothing was changed. Put this where you need it.',
        binary.name,
      ),
    );
    return;
  }
  const how = await askHow(change, change.source, title);
  if (how === 'show') await showTypes(change.text);
  else if (await (how === 'apply' ? applyChange(change) : previewChange(change)))
    void offerCheck(needs, binary, change);
}

/** An editor writes line ends in one way, the disk may not: what is changed is what the editor has. */
async function shownPlace(
  find: () => Promise<EventTypePlace | undefined>,
): Promise<EventTypePlace | undefined> {
  const place = await find();
  const document = place && (await vscode.workspace.openTextDocument(place.path));
  return place && document?.getText() !== place.text ? find() : place;
}

/** A text, a file, or a row of the tree with one of the function's payloads. */
function sourceOf(each: unknown, binary: LambdaBinary): GivenPayloads {
  if (typeof each === 'string' || each instanceof vscode.Uri) return [each];
  if (!isRecord(each) || each['functionId'] !== binary.id || typeof each['payload'] !== 'string') return [];
  return [vscode.Uri.file(payloadPath(each['payload'], binary))];
}

async function binaryFor(
  { project, picker }: EventStructNeeds,
  target: FunctionTarget | vscode.Uri | undefined,
  title: string,
): Promise<LambdaBinary> {
  await project.ready();
  const meant = target instanceof vscode.Uri ? targetOf(target, project.model) : target;
  const binary = await picker.pick(meant, { title, kinds: ['function'] });
  if (!binary) throw cancelled();
  return binary;
}

function targetOf({ fsPath }: vscode.Uri, model: ProjectModel): FunctionTarget | undefined {
  const binary = functionOfPayload(fsPath, model);
  return binary && { functionId: binary.id };
}

type How = 'apply' | 'preview' | 'show';

async function askHow({ manifest, takers }: Change, { path }: SourceChange, title: string): Promise<How> {
  // Not beside what still takes the old type: one line would be cut.
  const placeHolder = manifest
    ? vscode.l10n.t('Cargo.toml gets what it needs. Nothing is saved yet; one Undo takes it back.')
    : vscode.l10n.t('Nothing is saved yet; one Undo takes it back.');
  const items: readonly (vscode.QuickPickItem & { readonly how: How })[] = [
    {
      how: 'apply',
      label: vscode.l10n.t('Insert into {0}', vscode.workspace.asRelativePath(path)),
      ...(takers && { detail: takersText(takers) }),
    },
    {
      how: 'preview',
      label: vscode.l10n.t('Preview the changes'),
      detail: vscode.l10n.t('In the Refactor Preview: tick what is to be made, then apply it.'),
    },
    {
      how: 'show',
      label: vscode.l10n.t('Only show it in a new editor'),
    },
  ];
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder });
  if (!picked) throw cancelled();
  return picked.how;
}
