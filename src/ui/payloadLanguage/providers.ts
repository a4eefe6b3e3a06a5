import * as vscode from 'vscode';
import type { PayloadClient } from '../../core/payload/engine/client';
import type { Completion, PayloadFix, Verdict } from '../../core/payload/engine/model';
import { payloadSource, rangeOf, tells } from './diagnostics';
import { fixTitle } from './fixTexts';
import { payloadGlob } from './payloadAddress';

export interface CheckedPayload {
  readonly client: PayloadClient;
  readonly verdict: Verdict | undefined;
}

/** @param payloadAt undefined for documents that are no payloads */
export function registerProviders(
  payloadAt: (uri: vscode.Uri) => CheckedPayload | undefined,
): vscode.Disposable {
  const selector: vscode.DocumentSelector = { scheme: 'file', pattern: payloadGlob };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      selector,
      {
        async provideCompletionItems(document, position) {
          const offset = document.offsetAt(position);
          const found = await payloadAt(document.uri)?.client.complete(document.uri.toString(), offset);
          return found?.map((each) => itemOf(document, each));
        },
      },
      '"',
      ':',
      ' ',
    ),
    vscode.languages.registerHoverProvider(selector, {
      async provideHover(document, position) {
        const offset = document.offsetAt(position);
        const found = await payloadAt(document.uri)?.client.hover(document.uri.toString(), offset);
        return found && new vscode.Hover(new vscode.MarkdownString(found.text), rangeOf(document, found));
      },
    }),
    vscode.languages.registerCodeActionsProvider(
      selector,
      {
        async provideCodeActions(document, range, { diagnostics }) {
          const ours = diagnostics.filter(({ source }) => source === payloadSource);
          const client = ours.length > 0 ? payloadAt(document.uri)?.client : undefined;
          const offset = document.offsetAt(range.start);
          const length = document.offsetAt(range.end) - offset;
          const fixes = await client?.fixes(document.uri.toString(), offset, length);
          // Of the text that the fixes are for: it may have been told only with them.
          const verdict = payloadAt(document.uri)?.verdict;
          return fixes?.map((fix) => {
            const mended = verdict?.problems[fix.problem];
            return actionOf(
              document,
              fix,
              ours.filter((each) => mended && tells(each, mended)),
            );
          });
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
}

function itemOf(document: vscode.TextDocument, completion: Completion): vscode.CompletionItem {
  const { kind, label, detail, documentation, sortText, filterText, edit, continues } = completion;
  const { Property, Value } = vscode.CompletionItemKind;
  const item = new vscode.CompletionItem(label, kind === 'field' ? Property : Value);
  item.range = rangeOf(document, edit);
  item.insertText = snippetOf(completion);
  item.sortText = sortText;
  item.filterText = filterText;
  if (detail !== undefined) item.detail = detail;
  if (documentation !== undefined) item.documentation = new vscode.MarkdownString(documentation);
  if (continues) item.command = { title: '', command: 'editor.action.triggerSuggest' };
  return item;
}

function snippetOf({ edit: { text }, placeholder }: Completion): vscode.SnippetString {
  const snippet = new vscode.SnippetString();
  if (!placeholder) return snippet.appendText(text);
  const { offset, length } = placeholder;
  snippet.appendText(text.slice(0, offset));
  if (length > 0) snippet.appendPlaceholder(text.slice(offset, offset + length));
  else snippet.appendTabstop();
  return snippet.appendText(text.slice(offset + length));
}

function actionOf(
  document: vscode.TextDocument,
  fix: PayloadFix,
  diagnostics: vscode.Diagnostic[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(fixTitle(fix), vscode.CodeActionKind.QuickFix);
  action.isPreferred = fix.isPreferred;
  action.diagnostics = diagnostics;
  action.edit = new vscode.WorkspaceEdit();
  for (const edit of fix.edits) action.edit.replace(document.uri, rangeOf(document, edit), edit.text);
  return action;
}
