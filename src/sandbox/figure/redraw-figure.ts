import { drawFigure } from './draw-figure.ts';
import { figureKinds, isFigureName } from './figure-kinds.ts';
import { readForm } from './number-form.ts';

/** Draws a figure with the numbers of its form, unless one of them is none. */
export function redrawFigure(root: HTMLElement, form: HTMLFormElement): void {
  const name = root.dataset['figure'] ?? '';
  if (!isFigureName(name)) return;
  const values = readForm(form, figureKinds[name].fields);
  if (values === undefined) return;
  const { svg, table, sentence } = drawFigure(name, values, root.id);
  const put = (selector: string, html: string): void => {
    const place = root.querySelector(selector);
    if (place !== null) place.innerHTML = html;
  };
  put('.drawing', svg);
  put('.twin', table);
  const status = root.querySelector('.sentence');
  if (status !== null) status.textContent = sentence;
}
