/**
 * `select!` of tokio and futures, whose arms are no Rust: as statements, so that what they call counts
 * (https://docs.rs/tokio/latest/tokio/macro.select.html).
 */
import { afterApostrophe, afterComment, afterString, skipTrivia } from './lex';

/**
 * A text of the same length, with the arms behind the brace at `open` as statements: what is written
 * `r = run(service), if ready => r?,` becomes `    run(service)  ;   ready ;  r?;`.
 */
export function withOpenArms(text: string, open: number): string {
  const end = findOutside(text, open + 1, text.length, (at) => text[at] === '}');
  const units = text.split('');
  const put = (from: number, to: number, first = ' '): void => {
    for (let at = from; at < to; at++) if (units[at] !== '\n') units[at] = at === from ? first : ' ';
  };
  for (let at = open + 1; at < end;) {
    const arrow = findOutside(text, at, end, (each) => text.startsWith('=>', each));
    if (arrow < 0) break;
    const equals = findOutside(text, at, arrow, (each) => text[each] === '=' && text[each - 1] !== '.');
    const when = findOutside(text, equals + 1, arrow, (each) => startsCondition(text, each));
    // `else`, `complete` and `default` have no pattern.
    put(at, equals < 0 ? arrow : equals + 1);
    if (equals >= 0 && when >= 0) put(when, text.indexOf('if', when) + 2, ';');
    put(arrow, arrow + 2, ';');
    at = afterHandler(text, skipTrivia(text, arrow + 2, end), end);
    if (text[at] === ',') units[at++] = ';';
  }
  return units.join('');
}

function startsCondition(text: string, at: number): boolean {
  condition.lastIndex = at;
  return condition.test(text);
}

const condition = /,\s*if\b/y;

/** Behind its braces, or at the comma that ends it. */
function afterHandler(text: string, start: number, end: number): number {
  const isBlock = text[start] === '{';
  const last = findOutside(
    text,
    isBlock ? start + 1 : start,
    end,
    (at) => text[at] === (isBlock ? '}' : ','),
  );
  if (last < 0) return end;
  return isBlock ? skipTrivia(text, last + 1, end) : last;
}

/** The first position outside of brackets, type arguments, strings and comments; -1: there is none. */
function findOutside(text: string, from: number, end: number, is: (at: number) => boolean): number {
  let brackets = 0;
  let angles = 0;
  for (let at = from; at < end;) {
    if (brackets === 0 && angles === 0 && is(at)) return at;
    const character = text.charAt(at);
    if (character === '/') at = afterComment(text, at, end);
    else if (character === '"') at = afterString(text, at, end);
    else if (character === "'") at = afterApostrophe(text, at);
    else {
      if ('({['.includes(character)) brackets++;
      else if (')}]'.includes(character) && --brackets < 0) return -1;
      // Elsewhere `<` compares.
      else if (character === '<' && (angles > 0 || text.startsWith('::', at - 2))) angles++;
      else if (character === '>' && angles > 0 && text[at - 1] !== '-') angles--;
      at++;
    }
  }
  return -1;
}
