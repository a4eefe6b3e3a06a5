/** What looks like a secret in a payload that is about to be written where others may read it. */
import { parseJson, type JsonNode } from '../shape/tree';
import { looksSecret, namesSecret, secretPatterns, type SecretKind } from './secretPatterns';

export interface Secret {
  readonly kind: SecretKind;
  /** `Records[0].body.password`, in the JSON within a string too; `line 3` of a text that is no JSON. */
  readonly path: string;
}

export interface SecretSearch {
  readonly secrets: readonly Secret[];
  /** The text with a placeholder for each of them, and nothing else changed. */
  readonly replaced: string;
}

/** Quiet on what {@link secretsIn} is asked about it again. */
const placeholder = 'EXAMPLE';
/** What headers put before credentials. */
const schemes = /^((?:bearer|basic|token)\s+)?(.*)$/is;
/** JSON in a string in a string: queues that hold topics' messages have that. */
const deepestText = 4;

/** Where a value is, without making a text of it before it is asked for. */
interface Step {
  readonly parent: Step | undefined;
  readonly text: string;
}
interface Visit {
  readonly node: JsonNode;
  readonly step: Step | undefined;
  /** The name of the value, or of what it is the value of. */
  readonly name: string;
}

/** @param text JSON, or what someone is still typing */
export const secretsIn = (text: string): SecretSearch => search(text, undefined, deepestText);

function search(text: string, above: Step | undefined, depth: number): SecretSearch {
  const { root } = parseJson(text);
  if (!root) return searchText(text);
  const secrets: Secret[] = [];
  const edits: { readonly at: JsonNode; readonly text: string }[] = [];
  // Not by recursion: nesting may be deeper than the stack.
  const waiting: Visit[] = [{ node: root, step: above, name: '' }];
  for (let visit = waiting.pop(); visit; visit = waiting.pop()) {
    const { node } = visit;
    if (node.kind !== 'string') {
      waiting.push(...partsOf(visit).reverse());
      continue;
    }
    const found = searchString(node.value, visit, depth);
    if (!found) continue;
    secrets.push(...found.secrets);
    edits.push({ at: node, text: JSON.stringify(found.replaced) });
  }
  let replaced = '';
  let end = 0;
  for (const { at, text: literal } of edits) {
    replaced += text.slice(end, at.offset) + literal;
    end = at.offset + at.length;
  }
  return { secrets, replaced: replaced + text.slice(end) };
}

function searchString(value: string, { step, name }: Visit, depth: number): SecretSearch | undefined {
  if (depth > 0 && /^\s*[[{]/.test(value)) {
    const inner = search(value, step, depth - 1);
    return inner.secrets.length > 0 ? inner : undefined;
  }
  const { kinds, replaced } = withoutPatterns(value);
  const path = pathOf(step);
  if (kinds.length > 0) return { secrets: kinds.map((kind) => ({ kind, path })), replaced };
  const kind = namesSecret(name);
  const [, scheme = '', credentials = ''] = schemes.exec(value) ?? [];
  if (!kind || !looksSecret(kind, credentials)) return undefined;
  return { secrets: [{ kind, path }], replaced: scheme + placeholder };
}

function searchText(text: string): SecretSearch {
  const lines = text.split('\n').map((line) => withoutNamed(withoutPatterns(line)));
  const secrets = lines.flatMap(({ kinds }, index) =>
    kinds.map((kind) => ({ kind, path: `line ${index + 1}` })),
  );
  return { secrets, replaced: lines.map(({ replaced }) => replaced).join('\n') };
}

/** `"name": "value"`; bounded, as a line may be as large as a payload. */
const namedString = /"([^"\\\n]{1,200})"(\s{0,99}:\s{0,99})"((?:[^"\\\n]|\\.){1,9999})"/g;

type Found = ReturnType<typeof withoutPatterns>;

function withoutNamed(found: Found): Found {
  const kinds = [...found.kinds];
  const replaced = found.replaced.replace(
    namedString,
    (all: string, name: string, colon: string, value: string) => {
      const [, scheme = '', credentials = ''] = schemes.exec(value) ?? [];
      const kind = namesSecret(name);
      if (!kind || !looksSecret(kind, credentials)) return all;
      kinds.push(kind);
      return `"${name}"${colon}"${scheme}${placeholder}"`;
    },
  );
  return { kinds, replaced };
}

function withoutPatterns(text: string): { readonly kinds: readonly SecretKind[]; readonly replaced: string } {
  const kinds: SecretKind[] = [];
  let replaced = text;
  for (const { kind, pattern } of secretPatterns) {
    replaced = replaced.replace(pattern, (match) => {
      // AWS marks the keys of its documentation so.
      if (match.includes('EXAMPLE')) return match;
      kinds.push(kind);
      return placeholder;
    });
  }
  return { kinds, replaced };
}

/** What stands for the value of its parent: DynamoDB's `{"S": …}`, SQS' and SNS' message attributes. */
const isValue = (name: string): boolean => name === 'S' || name === 'stringValue' || name === 'Value';

function partsOf({ node, step, name }: Visit): Visit[] {
  if (node.kind === 'array') {
    return node.items.map((item, index) => ({
      node: item,
      step: { parent: step, text: `[${index}]` },
      name,
    }));
  }
  if (node.kind !== 'object') return [];
  return node.entries.map(({ key, value }) => ({
    node: value,
    step: { parent: step, text: /^[\w$-]+$/.test(key.value) ? key.value : `[${JSON.stringify(key.value)}]` },
    name: isValue(key.value) ? name : key.value,
  }));
}

function pathOf(step: Step | undefined): string {
  const steps: string[] = [];
  for (let at = step; at; at = at.parent) steps.push(at.text);
  return steps
    .reverse()
    .map((text, index) => (index > 0 && !text.startsWith('[') ? `.${text}` : text))
    .join('');
}
