import type { ExamFix, FixBefore } from '../exam/fix-for.ts';
import { BASE_URL } from '../sandbox/element/page-supplies.ts';

/** A link to the page of a fix. */
export function createFixLink(fix: ExamFix | FixBefore): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = `${BASE_URL}fixes/${fix}/`;
  const name = document.createElement('code');
  name.textContent = fix;
  link.append(name);
  return link;
}

/** How a fix is set where it passes the exam, from the words for it. */
export function createSettings(words: string): (Node | string)[] {
  return words.split('`').map((text, index) => {
    if (index % 2 === 0) return text;
    if (text === 'wait-until-ready') return createFixLink(text);
    const code = document.createElement('code');
    code.textContent = text;
    return code;
  });
}
