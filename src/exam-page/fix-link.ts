import type { ExamFix } from '../exam/fix-for.ts';
import { BASE_URL } from '../sandbox/element/page-supplies.ts';

/** A link to the page of a fix. */
export function createFixLink(fix: ExamFix): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = `${BASE_URL}fixes/${fix}/`;
  const name = document.createElement('code');
  name.textContent = fix;
  link.append(name);
  return link;
}
