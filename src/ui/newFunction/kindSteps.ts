/** The two steps that ask what kind of function it is: the family, then what exactly. */
import * as vscode from 'vscode';
import { groupLabels } from '../../core/newFunction/eventTypes';
import {
  basicChoice,
  eventChoices,
  extensionChoices,
  httpChoices,
  typeNote,
  type FunctionKind,
  type KindChoice,
} from '../../core/newFunction/kinds';
import { pick, type Answer, type Choice, type ChoiceOrSeparator, type Position } from '../quickInput/wizard';

export type Family = FunctionKind['kind'];

// Labels of core are English texts that the l10n bundle holds too (tools/l10n.mjs).
const { t } = vscode.l10n;

export function askFamily(position: Position, before?: Family): Promise<Answer<Family>> {
  const item = (value: Family, icon: string, label: string, detail: string): Choice<Family> => ({
    value,
    label: `$(${icon}) ${label}`,
    detail,
  });
  return pick(position, {
    placeholder: t('What calls the function?'),
    active: (family) => family === before,
    items: [
      item('http', 'globe', t('HTTP request'), t('Function URL, API Gateway or a load balancer')),
      item(
        'event',
        'zap',
        t('AWS event'),
        t('SQS, S3, EventBridge, DynamoDB and others, each with its type'),
      ),
      item('basic', 'symbol-function', t('Basic'), t(basicChoice.description)),
      item(
        'extension',
        'extensions',
        t('Lambda extension'),
        t('Runs beside functions: events, logs, telemetry'),
      ),
    ],
  });
}

/** Nothing to ask for a basic function. */
export function askKind(
  position: Position,
  family: Family,
  before?: FunctionKind,
): Promise<Answer<FunctionKind> | 'skip'> {
  if (family === 'basic') return Promise.resolve('skip');
  const placeholder = {
    event: t('Which event?'),
    http: t('Which trigger?'),
    extension: t('What does the extension get?'),
  }[family];
  const items = {
    event: eventItems,
    http: () => httpChoices.map(toItem),
    extension: () => extensionChoices.map(toItem),
  };
  const same = JSON.stringify(before);
  return pick(position, {
    placeholder,
    active: (kind) => JSON.stringify(kind) === same,
    items: items[family](),
  });
}

const toItem = ({ kind, label, description }: KindChoice): Choice<FunctionKind> => ({
  value: kind,
  label: t(label),
  detail: t(description),
});

function eventItems(): ChoiceOrSeparator<FunctionKind>[] {
  return eventChoices.flatMap((choice, at) => {
    const { group } = choice.eventType;
    const item = { ...toItem(choice), description: typeNote(choice.eventType) };
    return eventChoices[at - 1]?.eventType.group === group
      ? [item]
      : [{ label: t(groupLabels[group]), kind: vscode.QuickPickItemKind.Separator }, item];
  });
}
