import * as vscode from 'vscode';
import { cancelled } from '../../core/errors';
import { rustType } from '../../core/payload/structs/rustNames';
import type { EventTypes, PayloadJobs } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import type { CrateGraph } from '../../core/types/crateGraph';
import type { EventTypeFit } from '../../core/types/fits/fits';
import { derivesFor } from '../../core/types/wiring/derives';
import type { NewEventType, Use } from '../../core/types/wiring/eventTypeEdits';
import type { EventTypePlace } from '../../core/types/wiring/eventTypePlace';
import { cancellable } from './cancellable';

export interface Choosing {
  readonly types: EventTypes;
  readonly jobs: PayloadJobs;
  readonly binary: LambdaBinary;
  readonly graph: CrateGraph | undefined;
  readonly place: EventTypePlace | undefined;
  readonly payloads: readonly string[];
  readonly read: (path: string) => Promise<string | undefined>;
  readonly title: string;
}

/** A type, with the crates that it needs. */
export type ChosenType = NewEventType & {
  readonly crates: readonly string[];
  readonly events?: {
    readonly version: string;
    /** undefined: the package does not depend on it yet. */
    readonly name: string | undefined;
    readonly fit: EventTypeFit;
  };
};

type Known = NonNullable<Awaited<ReturnType<EventTypes['fits']>>>;

interface Item extends vscode.QuickPickItem {
  readonly fit?: EventTypeFit;
}

/** @throws RustLambdaError cancelled */
export async function chooseType(choosing: Choosing): Promise<ChosenType> {
  const { types, graph, place, binary, payloads, read, title } = choosing;
  const manifestPath = place?.manifestPath ?? binary.manifestPath;
  // Who does not wait for the choice ends what it is made of.
  const abort = new AbortController();
  const known = graph
    ? types.fits(manifestPath, graph, payloads, read, abort.signal)
    : Promise.resolve(undefined);
  const items = known.then((found) => (found ? itemsFor(found.fits) : [structItem()]));
  const placeHolder = vscode.l10n.t('What the handler shall take');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  if (!picked) {
    abort.abort();
    throw cancelled();
  }
  const found = await known;
  if (!picked.fit || !found) return writtenType(choosing);
  return takesMessages(picked.fit) ? ofMessages(picked.fit, found, choosing) : imported(picked.fit, found);
}

/** What does not take the payloads comes after what will. */
function itemsFor(fits: readonly EventTypeFit[]): Item[] {
  const good = fits.filter(({ refusal }) => refusal === undefined);
  const others = fits.filter(({ refusal }) => refusal !== undefined);
  return [...good.map(fitItem), structItem(), ...others.map(fitItem)];
}

const structItem = (): Item => ({
  label: vscode.l10n.t('New struct…'),
  iconPath: new vscode.ThemeIcon('add'),
  detail: vscode.l10n.t('Written for these payloads: takes them all and reads every field.'),
});

const fitItem = (fit: EventTypeFit): Item => ({
  label: takesMessages(fit) ? fit.type.replace(/<.*$/, '<…>') : fit.type,
  description: ['aws_lambda_events', ...fit.path.slice(0, -1)].join('::'),
  iconPath: new vscode.ThemeIcon(fit.refusal === undefined ? 'symbol-struct' : 'warning'),
  detail: [fitText(fit), ...messageText(fit), ...featureText(fit)].join(' '),
  fit,
});

/** More names say nothing more. */
const mostNames = 4;

function fitText({ refusal, entries, known, ignored }: EventTypeFit): string {
  if (refusal !== undefined) return vscode.l10n.t('Does not take them all: {0}.', refusal);
  const names = [...ignored.slice(0, mostNames), ...(ignored.length > mostNames ? ['…'] : [])].join(', ');
  if (ignored.length > 0)
    return vscode.l10n.t('Takes them all; reads {0} of {1} fields, not: {2}.', known, entries, names);
  return known === entries
    ? vscode.l10n.t('Takes them all and reads every field.')
    : vscode.l10n.t(
        'Takes them all; {0} of {1} fields have a type, the others are kept as JSON.',
        known,
        entries,
      );
}

const featureText = ({ missingFeatures }: EventTypeFit): readonly string[] =>
  missingFeatures.length === 0
    ? []
    : [vscode.l10n.t('Enables {0} of aws_lambda_events.', missingFeatures.join(', '))];

function imported(fit: EventTypeFit, { version, name }: Known): Extract<ChosenType, { kind: 'imported' }> {
  const given = /<.*$/.exec(fit.type)?.[0];
  return {
    kind: 'imported',
    path: [name ?? 'aws_lambda_events', ...fit.path],
    ...(given !== undefined && { arguments: given }),
    crates: given === undefined ? [] : ['serde_json'],
    events: { version, name, fit },
  };
}

/** `SqsEventObj<serde_json::Value>`: what it takes for a type is what the messages are. */
const takesMessages = ({ type, refusal }: EventTypeFit): boolean =>
  refusal === undefined && /^(?:Sqs|Sns)\w*Obj</.test(type);

const messageText = (fit: EventTypeFit): readonly string[] =>
  takesMessages(fit) ? [vscode.l10n.t('A struct is written for what the messages are.')] : [];

/** Its messages are of a type that is written for them. */
async function ofMessages(fit: EventTypeFit, known: Known, choosing: Choosing): Promise<ChosenType> {
  const choice = imported(fit, known);
  const prompt = vscode.l10n.t('Name of the type for a message');
  // aws_lambda_events asks for Serialize, too.
  const types = await askTypes(choosing, 'messageTypes', { prompt, value: 'Message' }, ['Serialize']);
  if (!types) return choice;
  const { root, source, uses, crates } = types;
  return { ...choice, arguments: `<${root}>`, written: { source, uses }, crates };
}

async function writtenType(choosing: Choosing): Promise<ChosenType> {
  const { name } = choosing.binary;
  const prompt = vscode.l10n.t('Name of the type for a whole payload');
  const value = /event$/i.test(name) ? name : `${name}-event`;
  const types = await askTypes(choosing, 'rustTypes', { prompt, value });
  if (!types) throw cancelled();
  return { kind: 'written', ...types };
}

interface WrittenTypes {
  readonly root: string;
  readonly source: string;
  readonly uses: readonly Use[];
  readonly crates: readonly string[];
}

/** @returns undefined when there is nothing that a type could be written for */
async function askTypes(
  { jobs, payloads, place, title }: Choosing,
  job: 'rustTypes' | 'messageTypes',
  { prompt, value }: { readonly prompt: string; readonly value: string },
  needed: readonly 'Serialize'[] = [],
): Promise<WrittenTypes | undefined> {
  const taken = place?.names ?? new Set<string>();
  const name = await vscode.window.showInputBox({
    ...{ title, prompt },
    value: rustType(value, taken),
    validateInput: (typed) => nameProblem(typed.trim(), taken),
  });
  if (name === undefined || nameProblem(name.trim(), taken) !== undefined) throw cancelled();
  const derives = derivesFor(place ?? { text: '', imports: [], names: taken }, needed);
  const types = await cancellable(vscode.l10n.t('Writing a type for payloads'), (signal) =>
    jobs.run(job, [payloads, name.trim(), { taken, derives: derives.names }], signal),
  );
  if (!types) return undefined;
  const { root, source, crates } = types;
  return {
    ...{ root, source },
    uses: source === '' ? [] : derives.uses,
    crates: [...(source === '' ? [] : ['serde']), ...crates],
  };
}

function nameProblem(name: string, taken: ReadonlySet<string>): string | undefined {
  if (name === '') return vscode.l10n.t('A name is needed.');
  if (taken.has(name)) return vscode.l10n.t('The file has this name already.');
  return rustType(name, new Set()) === name
    ? undefined
    : vscode.l10n.t('A name for a Rust type is needed, such as {0}.', rustType(name, taken));
}
