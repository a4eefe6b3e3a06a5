/** As much of Markdown as doc comments need: paragraphs, code, and text as it is. Links show their text alone. */
export function markdown(text: string): HTMLElement {
  const whole = document.createElement('div');
  whole.className = 'markdown';
  for (const block of text
    .split(/^```.*$/m)
    .map((each, index) => ({ each: each.trim(), isCode: index % 2 === 1 }))) {
    if (block.each === '') continue;
    if (block.isCode) whole.append(made('pre', block.each));
    else for (const paragraph of block.each.split(/\n\s*\n/)) whole.append(inlined(paragraph));
  }
  return whole;
}

function inlined(paragraph: string): HTMLElement {
  const element = document.createElement('p');
  const parts = paragraph.replace(/\s+/g, ' ').split(/`([^`]+)`/);
  parts.forEach((part, index) => {
    if (index % 2 === 1) element.append(made('code', part));
    else element.append(withoutMarks(part));
  });
  return element;
}

const withoutMarks = (text: string): string =>
  text
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/\\([\\`*_{}[\]()<>#+!|~&-])/g, '$1');

function made(tag: 'pre' | 'code', text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
