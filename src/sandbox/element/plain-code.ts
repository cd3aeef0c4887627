import { indentClass } from '../editor/indent-class.ts';

/** Code without colours, in the same shape as the printed code: one element a line, which the style sheet numbers. */
export function createPlainCode(text: string): HTMLPreElement {
  const pre = document.createElement('pre');
  pre.className = 'code';
  pre.tabIndex = 0;
  const code = document.createElement('code');
  const lines = text.replace(/\n$/, '').split('\n');
  lines.forEach((line, index) => {
    const span = document.createElement('span');
    span.textContent = line;
    span.className = indentClass(line) ?? '';
    if (index > 0) code.append('\n');
    code.append(span);
  });
  pre.append(code);
  return pre;
}

/** Marks line `line` (from 1) of printed or plain code and brings it into view; `null` takes the mark away. */
export function markLineOf(pre: HTMLElement, line: number | null): void {
  for (const marked of pre.querySelectorAll('.failed-line')) marked.classList.remove('failed-line');
  if (line === null) return;
  const element = pre.querySelectorAll('code > span')[line - 1];
  if (!(element instanceof HTMLElement)) return;
  element.classList.add('failed-line');
  // Only the code scrolls: the reader's place in the page is theirs.
  const outside = element.offsetTop < pre.scrollTop || element.offsetTop > pre.scrollTop + pre.clientHeight - 24;
  if (outside) pre.scrollTop = element.offsetTop - pre.clientHeight / 2;
}
