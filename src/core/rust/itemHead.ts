import { plainName } from './syntax';

export interface ItemHead {
  readonly keyword: string | undefined;
  readonly name: string | undefined;
  readonly endsWithSemicolon: boolean;
  /** Something else stands where only items may: it is being typed. */
  readonly isItem: boolean;
}

const qualifiers = new Set(['pub', 'async', 'unsafe', 'safe', 'default', 'auto', 'extern', 'const', 'gen']);
/** What may follow `const` when it only qualifies a function. */
const functionWords = new Set(['fn', 'async', 'unsafe', 'extern']);
const statements = new Set(['use', 'const', 'static', 'type', 'crate']);
const named = new Set(['fn', 'mod', 'struct', 'enum', 'union', 'trait', 'type', 'const', 'static', 'crate']);
const keywords = new Set([...named, ...statements, 'impl', 'macro']);

/** What kind of item starts at `start`, and its name. */
export function itemHead(text: string, start: number, end: number): ItemHead {
  const words = headWords(text, start, end);
  const at = words.findIndex(
    (word, index) =>
      !qualifiers.has(word) || (word === 'const' && !functionWords.has(words[index + 1] ?? '')),
  );
  const keyword = words[at];
  // `crate::thing! { … }` is a macro, `extern crate thing` is not.
  const isCrateMacro = keyword === 'crate' && words[at - 1] !== 'extern';
  if (keyword === undefined || isCrateMacro || !keywords.has(keyword)) {
    const isItem = isMacro(text, start) || (keyword === undefined && words.includes('extern'));
    return { keyword: undefined, name: undefined, endsWithSemicolon: false, isItem };
  }
  // `extern crate runtime as rt` makes `rt` known.
  const name = words[at + (keyword === 'crate' && words[at + 2] === 'as' ? 3 : 1)];
  return {
    keyword,
    name: named.has(keyword) && name !== undefined ? plainName(name) : undefined,
    endsWithSemicolon: statements.has(keyword),
    isItem: true,
  };
}

/** `thread_local! { … }`, `crate::thing!(…);`, `macro_rules! name { … }` */
function isMacro(text: string, start: number): boolean {
  const call = /[\w:\s\u0080-\uffff]+!/uy;
  call.lastIndex = start;
  return call.test(text);
}

/** The first words of an item, without comments, ABI strings and `(crate)` of a visibility. */
function headWords(text: string, start: number, end: number): readonly string[] {
  const words: string[] = [];
  const token =
    /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*(?:((?:r#)?[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{N}\p{Mn}\p{Mc}_]*)|("[^"]*")|(\([^()]*\)))/uy;
  token.lastIndex = start;
  while (words.length < 10) {
    const match = token.exec(text);
    if (!match || token.lastIndex > end) break;
    const [, word, , group] = match;
    if (word === 'mut') continue;
    if (word !== undefined) words.push(word);
    else if (group !== undefined && words.at(-1) !== 'pub') break;
  }
  return words;
}
