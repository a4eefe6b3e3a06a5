import * as vscode from 'vscode';
import { commandId, type CommandName } from '../../contributions';
import type { FunctionTarget } from '../../core/project/model';
import type { LocatedHandler } from '../handlers/inDocument';

/**
 * `▶ Invoke`, `⇪ Deploy` and the event's type above each handler, once for all binaries that share it. Extensions can't
 * be invoked. Where no handler could be proven they are above `fn main`, with a lens that says so. Untrusted,
 * nothing may run: the lens then only says what the function is.
 */
export function lensesFor(handlers: readonly LocatedHandler[], isTrusted: boolean): vscode.CodeLens[] {
  const byPlace = new Map<string, LocatedHandler[]>();
  for (const handler of handlers) {
    const { line, character } = handler.location.start;
    const place = `${line}:${character} ${handler.binary.kind}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), handler]);
  }
  return [...byPlace.values()].flatMap((sharing) => [
    ...(isTrusted ? actions(sharing) : [withoutActions(sharing)]),
    ...(sharing[0]?.location.kind === 'main' ? [withoutProof(sharing)] : []),
    ...withType(sharing),
  ]);
}

function actions(sharing: readonly LocatedHandler[]): vscode.CodeLens[] {
  const names = namesOf(sharing);
  const lenses = [
    lens(sharing, vscode.l10n.t('⇪ Deploy'), 'deploy', vscode.l10n.t('Deploy {0} to AWS Lambda', names)),
  ];
  if (sharing[0]?.binary.kind === 'function') {
    const tooltip = vscode.l10n.t('Invoke {0} on this machine', names);
    lenses.unshift(lens(sharing, vscode.l10n.t('▶ Invoke'), 'invoke', tooltip));
  }
  return lenses;
}

function lens(
  sharing: readonly LocatedHandler[],
  title: string,
  name: CommandName,
  tooltip: string,
): vscode.CodeLens {
  return new vscode.CodeLens(rangeOf(sharing), {
    title,
    tooltip,
    command: commandId(name),
    arguments: [targetOf(sharing)],
  });
}

function withoutActions(sharing: readonly LocatedHandler[]): vscode.CodeLens {
  const names = namesOf(sharing);
  const title =
    sharing[0]?.binary.kind === 'extension'
      ? vscode.l10n.t('Lambda extension {0} · trust this workspace to deploy it', names)
      : vscode.l10n.t('Lambda function {0} · trust this workspace to invoke or deploy it', names);
  return new vscode.CodeLens(rangeOf(sharing), { title, command: '' });
}

function withType(sharing: readonly LocatedHandler[]): vscode.CodeLens[] {
  const { binary, location } = sharing[0] ?? {};
  // What extensions get is not for anyone to send.
  if (binary?.kind !== 'function' || location?.eventType === undefined) return [];
  const tooltip = vscode.l10n.t('Show the JSON Schema of what {0} takes', namesOf(sharing));
  return [lens(sharing, location.eventType, 'showEventSchema', tooltip)];
}

function withoutProof(sharing: readonly LocatedHandler[]): vscode.CodeLens {
  const title = vscode.l10n.t('no handler could be proven');
  const tooltip = vscode.l10n.t(
    'What takes the events of {0} cannot be told from its source: neither from what main gives to the Lambda runtime, nor from what it calls. So their type is not known.',
    namesOf(sharing),
  );
  return new vscode.CodeLens(rangeOf(sharing), { title, tooltip, command: '' });
}

function targetOf(sharing: readonly LocatedHandler[]): FunctionTarget {
  const [first, ...others] = sharing.map(({ binary }) => binary.id);
  if (first === undefined) return {};
  return others.length === 0 ? { functionId: first } : { functionIds: [first, ...others] };
}

const namesOf = (sharing: readonly LocatedHandler[]): string =>
  sharing.map(({ binary }) => binary.name).join(', ');

function rangeOf(sharing: readonly LocatedHandler[]): vscode.Range {
  const { start, end } = sharing[0]?.location ?? {
    start: { line: 0, character: 0 },
    end: { line: 0, character: 0 },
  };
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
