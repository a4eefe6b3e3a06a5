import * as vscode from 'vscode';
import { commandId } from '../../contributions';
import type { SourceRange } from '../../core/ports';
import type { FunctionTarget, LambdaBinary } from '../../core/project/model';
import { outline } from '../../core/shape/outline';
import type { EventShapes, Handlers, Project } from '../features';
import { binariesNear } from '../handlers/inDocument';
import { normalPath } from '../handlers/sourceTexts';
import { certaintyText } from './texts';

export interface EventHoverNeeds {
  readonly project: Pick<Project, 'ready'>;
  readonly handlers: Pick<Handlers, 'locate'>;
  readonly eventShapes: Pick<EventShapes, 'of'>;
  readonly log: vscode.LogOutputChannel;
}

/** More than fits a hover; what is left out can be seen in the schema. */
const maxLines = 40;

/** The JSON that a function takes, over the parameter in which its handler gets it. */
export const registerEventHover = (needs: EventHoverNeeds): vscode.Disposable =>
  vscode.languages.registerHoverProvider(
    { language: 'rust', scheme: 'file' },
    {
      async provideHover(document, position) {
        try {
          return await hoverAt(needs, document, position);
        } catch (error) {
          // Nobody asked for this one alone: others still show theirs.
          needs.log.warn(`No hover for ${document.uri.fsPath}: ${String(error)}`);
          return undefined;
        }
      },
    },
  );

async function hoverAt(
  { project, handlers, eventShapes }: EventHoverNeeds,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  for (const binary of await binariesNear(document, project)) {
    if (binary.kind !== 'function') continue;
    const location = await handlers.locate(binary);
    const range = location?.event && rangeIn(document, location.event);
    if (!range?.contains(position) || location?.eventType === undefined) continue;
    return new vscode.Hover(await contentFor(binary, location.eventType, eventShapes), range);
  }
  return undefined;
}

const rangeIn = (
  document: vscode.TextDocument,
  { path, start, end }: SourceRange,
): vscode.Range | undefined =>
  normalPath(path) === document.uri.fsPath
    ? new vscode.Range(start.line, start.character, end.line, end.character)
    : undefined;

async function contentFor(
  binary: LambdaBinary,
  type: string,
  eventShapes: Pick<EventShapes, 'of'>,
): Promise<vscode.MarkdownString> {
  const known = await eventShapes.of(binary);
  const { shape } = known;
  const text = new vscode.MarkdownString();
  const title = vscode.l10n.t('JSON that {0} takes', binary.name);
  text.appendMarkdown(`**${escaped(title)}** · \`${type.replaceAll('`', '')}\`\n\n`);
  text.appendMarkdown(escaped(certaintyText(known)));
  if (!shape || shape.certainty === 'unknown') return text;
  const target: FunctionTarget = { functionId: binary.id };
  const command = commandId('showEventSchema');
  // The one command that a link in it may call. Above the type: hovers are not high, and scroll.
  text.isTrusted = { enabledCommands: [command] };
  const link = `command:${command}?${encodeURIComponent(JSON.stringify([target]))}`;
  text.appendMarkdown(` [${escaped(vscode.l10n.t('Show JSON Schema'))}](${link})\n`);
  text.appendCodeblock(outline(shape.set, maxLines), 'typescript');
  return text;
}

/** Text that is no Markdown, whatever is in it; `appendText` would keep it from being wrapped. */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]()<>#+!|~&-]/g, '\\$&');
