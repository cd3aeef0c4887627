import { lineChanges, type ChangedLine, type ChangedStretch } from './line-changes.ts';
import type { NumberField } from './number-field.ts';

/** The changes of one file against the guide's, as an element. */
export function createChanges(file: string, original: string | undefined, current: string): HTMLElement {
  const title = original === undefined ? `${file}, not in the guide` : file;
  return changesSection(title, file, lineChanges(original ?? '', current));
}

/** Changes of a file under a title, as an element. */
export function changesSection(title: string, file: string, stretches: readonly ChangedStretch[]): HTMLElement {
  const blocks = stretches.map(({ lines }) => {
    const pre = document.createElement('pre');
    pre.tabIndex = 0;
    pre.setAttribute('role', 'region');
    pre.setAttribute('aria-label', `Changes in ${file}`);
    pre.append(...lines.map(lineElement));
    return pre;
  });
  return section(title, blocks);
}

/** The changed numbers, as an element. */
export function createNumberChanges(fields: readonly NumberField[], typed: (name: string) => string): HTMLElement {
  const lines = fields.map(({ name, label, unit, original }) => {
    const line = document.createElement('p');
    line.textContent = `${label}: ${typed(name)} instead of ${original}${unit === '' ? '' : ` ${unit}`}`;
    return line;
  });
  return section('The endpoint’s numbers', lines);
}

function section(title: string, content: readonly HTMLElement[]): HTMLElement {
  const element = document.createElement('section');
  const heading = document.createElement('h3');
  heading.textContent = title;
  element.append(heading, ...content);
  return element;
}

const tags = { same: 'span', removed: 'del', added: 'ins' } as const;
const signs = { same: ' ', removed: '−', added: '+' } as const;

/** One line with its number and sign; the sign is text, so that it can be heard and printed. */
function lineElement({ kind, line, text }: ChangedLine): HTMLElement {
  const element = document.createElement(tags[kind]);
  element.dataset['line'] = String(line);
  element.textContent = `${signs[kind]} ${text}\n`;
  return element;
}
