// @ts-check
// npm run l10n: writes l10n/bundle.l10n.json, the English texts that translators start from, out of the sources.
// A unit test refuses a bundle that is not what the sources say.
import fs from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { main } from './lib/lifetime.mjs';
import { projectRoot } from './lib/paths.mjs';

const BUNDLE = path.join(projectRoot, 'l10n/bundle.l10n.json');

/** Core has texts as data, in English, which the UI translates when it shows them. */
async function textsOfCore() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    stdin: {
      contents: `export { allChoices } from './kinds'; export { groupLabels } from './eventTypes';`,
      resolveDir: path.join(projectRoot, 'src/core/newFunction'),
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const { allChoices, groupLabels } = await import(`data:text/javascript;base64,${code}`);
  /** @type {readonly {label: string, description: string}[]} */
  const choices = allChoices;
  return [
    ...choices.flatMap(({ label, description }) => [label, description]),
    ...Object.values(groupLabels),
  ];
}

/** @returns {Promise<string>} the bundle's text: every literal given to `l10n.t`, sorted */
export async function extractTexts() {
  const { default: ts } = await import('typescript');
  const root = path.join(projectRoot, 'src/ui');
  const names = (await fs.readdir(root, { recursive: true })).filter((name) => name.endsWith('.ts'));
  /** @type {Set<string>} */
  const texts = new Set(await textsOfCore());
  for (const name of names) {
    const source = await fs.readFile(path.join(root, name), 'utf8');
    const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
    /** @param {import('typescript').Node} node */
    const visit = (node) => {
      const [first] = ts.isCallExpression(node) ? node.arguments : [];
      if (ts.isCallExpression(node) && first && /(^|\.)(l10n\.)?t$/.test(node.expression.getText(file))) {
        if (ts.isStringLiteralLike(first)) texts.add(first.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  const sorted = [...texts].sort().map((text) => [text, text]);
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}

/** @returns {Promise<string>} what is in the repository */
export const committedTexts = () => fs.readFile(BUNDLE, 'utf8').catch(() => '');

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  void main(async () => {
    await fs.mkdir(path.dirname(BUNDLE), { recursive: true });
    await fs.writeFile(BUNDLE, await extractTexts());
  });
}
