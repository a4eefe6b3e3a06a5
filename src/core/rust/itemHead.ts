import { skipTrivia } from './lex';
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
  const call = /[\w:\s\u0080-\uffff]+!/y;
  call.lastIndex = start;
  return call.test(text);
}

/** The first words of an item, without comments, ABI strings and `(crate)` of a visibility. */
function headWords(text: string, start: number, end: number): readonly string[] {
  const words: string[] = [];
  let at = start;
  while (words.length < mostWords) {
    at = skipTrivia(text, at, end);
    token.lastIndex = at;
    const [match] = token.exec(text) ?? [];
    if (match === undefined || token.lastIndex > end) break;
    at = token.lastIndex;
    if (match.startsWith('(') && words.at(-1) !== 'pub') break;
    if (!/^[("]|^mut$/.test(match)) words.push(match);
  }
  return words;
}

/** `pub unsafe extern fn name`, `extern crate runtime as rt` */
const mostWords = 6;
// Every character beyond ASCII may be part of a name: which ones really may, V8 would take milliseconds to compile.
const token = /(?:r#)?[\w\u0080-\uffff]+|"[^"]*"|\([^()]*\)/y;
