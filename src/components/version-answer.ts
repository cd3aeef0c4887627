import { bareLine, plainLines } from '../fixes/fingerprint.ts';
import { identify, type Copy, type KnownFix, type KnownVersion } from '../fixes/identify.ts';
import { changesSection } from '../sandbox/element/changes-view.ts';
import { lineChanges, type ChangedStretch } from '../sandbox/element/line-changes.ts';
import { formatDay } from './day.ts';

/** What a reader is told of a copy: a sentence, and what stands below it. */
export interface Answer {
  readonly sentence: string;
  readonly content: readonly HTMLElement[];
}

/** Says which version of which fix a text is. `fixesPath` is where the fixes are served. */
export async function findVersion(text: string, fixesPath: string): Promise<Answer> {
  if (typeof crypto.subtle === 'undefined') {
    return { sentence: 'This works over https only: without it browsers hash nothing.', content: [] };
  }
  const fixes = parseFixes(await load(`${fixesPath}versions.json`));
  const readFile = (fix: string, file: string): Promise<string> => load(`${fixesPath}${fix}/${file}`);
  const found = await identify(text, { fixes, readFile });
  if (found.kind === 'stranger') return { sentence: found.why, content: [] };
  const content = [element('p', whatToDo(found)), pageLink(found, fixesPath)];
  if (found.since.length > 0) content.push(changeLog(found));
  if (!found.isCurrent) content.push(difference(text, await readFile(found.fix.name, found.file), found.file));
  return { sentence: whatItIs(found), content };
}

async function load(path: string): Promise<string> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.text();
}

function parseFixes(text: string): readonly KnownFix[] {
  const list: unknown = JSON.parse(text);
  if (isFixList(list)) return list;
  throw new Error('The list of versions is not one.');
}

/** The page that makes the list sees to its types; another answer than that page's is no list of things with versions. */
function isFixList(list: unknown): list is readonly KnownFix[] {
  return Array.isArray(list) && list.every((fix) => typeof fix === 'object' && fix !== null && 'versions' in fix);
}

const nameOf = ({ version, date }: KnownVersion): string => `${version} of ${formatDay(new Date(date))}`;

function whatItIs({ fix, file, version, claimed, state }: Copy): string {
  if (version === undefined) {
    const header =
      claimed === undefined
        ? 'It has no header of ours'
        : `Its header says ${claimed}, with a hash that no version of that number had`;
    return `This is ${file} of ${fix.name}, edited. ${header}, so nobody can tell which it was.`;
  }
  const became = {
    untouched: 'as it was published',
    'laid-out': 'laid out anew or with other comments, but with the same code',
    edited: 'edited since',
  }[state];
  return `This is ${file} of ${fix.name} ${nameOf(version)}, ${became}.`;
}

function whatToDo({ fix, version, state, isCurrent }: Copy): string {
  const [newest] = fix.versions;
  const current = newest === undefined ? '' : nameOf(newest);
  const isNewest = version === newest;
  if (isCurrent && isNewest) return 'It is the current version: there is nothing to change.';
  if (isCurrent)
    return `Its code is that of the current version, ${current}: there is nothing to change but its header.`;
  if (isNewest) return 'It is the current version but for your edits, which are these, seen from yours:';
  const edits = state === 'edited' ? ' Your own edits are among the changes below: keep those that you need.' : '';
  return `The current version is ${current}.${edits}`;
}

function pageLink({ fix }: Copy, fixesPath: string): HTMLElement {
  const line = element('p', '');
  const link = document.createElement('a');
  link.href = `${fixesPath}${fix.name}/`;
  link.textContent = `The current files of ${fix.name}`;
  line.append(link);
  return line;
}

function changeLog({ version, since }: Copy): HTMLElement {
  const section = document.createElement('section');
  const list = document.createElement('ul');
  list.append(...since.map((each) => element('li', `${nameOf(each)}: ${plainWords(each.changes)}`)));
  section.append(
    element('h3', version === undefined ? 'What its versions changed' : `What changed since ${version.version}`),
    list,
  );
  return section;
}

/** The marks that the pages turn into code. */
const plainWords = (text: string): string => text.replaceAll(/`|\*\*/g, '');

function difference(copy: string, current: string, file: string): HTMLElement {
  const stretches = changesButLayout(plainLines(copy), current);
  return changesSection(`From your ${file} to the current one`, file, stretches);
}

/** The changes from one text to another, line by line, where lines that differ only in layout count as the same. */
function changesButLayout(before: string, after: string): readonly ChangedStretch[] {
  const [old, present] = [before.split('\n'), after.split('\n')];
  const bare = (lines: readonly string[]): string => lines.map(bareLine).join('\n');
  return lineChanges(bare(old), bare(present)).map(({ lines }) => ({
    lines: lines.map(({ kind, line, text }) => {
      const shown = (kind === 'removed' ? old : present)[line - 1];
      return { kind, line, text: shown ?? text };
    }),
  }));
}

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
