import * as vscode from 'vscode';
import { cancelled } from '../../core/errors';
import type { RankedSample } from '../../core/payload/samples/sample';
import type { LambdaBinary } from '../../core/project/model';
import type { Samples } from '../features';
import { fitText, originText } from './texts';

interface Item extends vscode.QuickPickItem {
  readonly sample?: RankedSample;
}

/** Asks for a sample, and gives its text. @throws RustLambdaError cancelled | fileFailed */
export async function pickSample(samples: Samples, binary: LambdaBinary): Promise<string> {
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
  if (!picked?.sample) throw cancelled();
  return samples.read(binary, picked.sample.file);
}

const itemOf = (sample: RankedSample): Item => ({
  label: sample.name,
  ...(sample.type !== undefined && { description: sample.type }),
  sample,
});
