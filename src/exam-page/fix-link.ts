import type { ExamFix } from '../exam/fix-for.ts';
import { BASE_URL } from '../sandbox/element/page-supplies.ts';
import { settingsOf } from './fix-settings.ts';

/** A link to the page of a fix. */
export function createFixLink(fix: ExamFix): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = `${BASE_URL}fixes/${fix}/`;
  const name = document.createElement('code');
  name.textContent = fix;
  link.append(name);
  return link;
}

/** How the fix is set where it passes the exam. */
export function createSettings(fix: ExamFix): (Node | string)[] {
  return settingsOf(fix)
    .split('`')
    .map((text, index) => {
      if (index % 2 === 0) return text;
      const code = document.createElement('code');
      code.textContent = text;
      return code;
    });
}
