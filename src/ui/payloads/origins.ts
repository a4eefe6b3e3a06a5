import * as vscode from 'vscode';
import { RustLambdaError } from '../../core/errors';
import type { GenerateOptions } from '../../core/payload/generate';
import type { LambdaBinary } from '../../core/project/model';
import type { EventShapes } from '../features';
import { clipboard } from './importing';

/** Where a new payload's text comes from: a row of New Payload…. */
export interface Origin {
  readonly item: vscode.QuickPickItem;
  /** Suggested for the file. */
  readonly name: string;
  /** @throws RustLambdaError cancelled, and what the person should read */
  readonly text: (binary: LambdaBinary) => Promise<string>;
}

export const origins = (eventShapes: EventShapes): readonly Origin[] => [
  {
    item: {
      label: vscode.l10n.t('Generated: What Is Required'),
      description: vscode.l10n.t('from the event’s type'),
      iconPath: new vscode.ThemeIcon('sparkle'),
    },
    name: 'required.json',
    text: (binary) => generated(eventShapes, binary, 'required'),
  },
  {
    item: {
      label: vscode.l10n.t('Generated: Everything'),
      description: vscode.l10n.t('from the event’s type'),
      iconPath: new vscode.ThemeIcon('sparkle'),
    },
    name: 'everything.json',
    text: (binary) => generated(eventShapes, binary, 'all'),
  },
  {
    item: {
      label: vscode.l10n.t('From Clipboard'),
      iconPath: new vscode.ThemeIcon('clippy'),
    },
    name: 'payload.json',
    text: () => clipboard().text(),
  },
  {
    item: { label: vscode.l10n.t('Empty'), description: '{}', iconPath: new vscode.ThemeIcon('new-file') },
    name: 'payload.json',
    text: () => Promise.resolve('{}\n'),
  },
];

async function generated(
  eventShapes: EventShapes,
  binary: LambdaBinary,
  fields: GenerateOptions['fields'],
): Promise<string> {
  const { shape } = await eventShapes.of(binary);
  if (!shape) throw new RustLambdaError('payloadRefused', { name: binary.name, reason: 'noType' });
  const { generate } = await import('../../core/payload/generate');
  const text = generate(shape.set, { fields });
  if (text === undefined) {
    throw new RustLambdaError('payloadRefused', { name: binary.name, reason: 'notGenerated' });
  }
  return text;
}
