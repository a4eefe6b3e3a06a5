import * as vscode from 'vscode';
import type { RankedSample } from '../../core/payload/samples/sample';
import type { LambdaBinary } from '../../core/project/model';
import type { Samples } from '../features';
import { fitText, originText } from './texts';

interface Item extends vscode.QuickPickItem {
  readonly sample?: RankedSample;
}

/** Asks for a sample. undefined: the person cancelled. */
export async function pickSample(
  samples: Samples,
  binary: LambdaBinary,
): Promise<{ readonly name: string; readonly text: string } | undefined> {
  const list = await samples.list(binary);
  const group = (label: string, fits: boolean): readonly Item[] => {
    const items = list.samples.filter((sample) => sample.fits === fits);
    return items.length === 0
      ? []
      : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items.map(itemOf)];
  };
  const picked = await vscode.window.showQuickPick(
    [...group(fitText(list), true), ...group(vscode.l10n.t('Others'), false)],
    {
      title: vscode.l10n.t('Sample Events'),
      placeHolder: originText(list),
      matchOnDescription: true,
    },
  );
  if (!picked?.sample) return undefined;
  const { name, file } = picked.sample;
  return { name, text: await samples.read(binary, file) };
}

const itemOf = (sample: RankedSample): Item => ({
  label: sample.name,
  ...(sample.type !== undefined && { description: sample.type }),
  sample,
});
