import { caseGroups, caseOf } from './cases.ts';
import { fixBefore, fixFor, type ExamFix } from './fix-for.ts';
import type { Grade, GradedCase } from './grade.ts';
import { gradeWords } from './grade-words.ts';
import { ourClients } from './our-clients.ts';
import { countGrades, summarizeExam } from './summarize-exam.ts';

const WIDEST = Math.max(...Object.values(gradeWords).map(({ short }) => short.length));

/** What is said of a case stands beneath its title. */
const INDENT = ' '.repeat(WIDEST + 2);

/** A grade as a line begins with it: what failed stands out without colour. */
function headOf(kind: Grade['kind']): string {
  const { short } = gradeWords[kind];
  return (kind === 'fail' ? short.toUpperCase() : short).padEnd(WIDEST);
}

export interface ReportOptions {
  /** Whether every failure is shown in full; else the first of its group is, and the others in a line. */
  readonly verbose?: boolean;
}

/** The exam's result for a terminal: a line a case, and below a failure what is right there, and why. */
export function reportText(graded: readonly GradedCase[], { verbose = false }: ReportOptions = {}): string {
  const results = new Map(graded.map((one) => [one.id, one]));
  const groups = caseGroups.map(({ title, cases }) => {
    const taken = cases.flatMap(({ id }) => results.get(id) ?? []);
    const failed = taken.filter(({ grade }) => grade.kind === 'fail');
    const inFull = new Set(verbose ? failed : failed.slice(0, 1));
    const lines = taken.flatMap((one) => caseLines(one, inFull.has(one)));
    return { lines: [`${title}:`, ...lines], shortened: failed.length - inFull.size, isThere: taken.length > 0 };
  });
  const sections = groups.flatMap(({ lines, isThere }) => (isThere ? [lines.join('\n')] : []));
  const note = groups.some(({ shortened }) => shortened > 0) ? [SHORTENED] : [];
  return `${[...sections, [...note, ...closingLines(graded)].join('\n')].join('\n\n')}\n`;
}

const SHORTENED = 'Of each group the first failure is shown in full; --verbose shows each in full.';

function caseLines({ id, grade }: GradedCase, isInFull: boolean): readonly string[] {
  const { title, behaviour, right, source } = caseOf(id);
  const head = `${headOf(grade.kind)}  ${title}`;
  switch (grade.kind) {
    case 'pass':
      return [head];
    case 'not-applicable':
    case 'not-observable':
      return [`${head}: ${grade.why}`];
    case 'fail': {
      const [first = '', ...others] = grade.findings;
      if (!isInFull) return [`${head}: ${first}${others.length === 0 ? '' : ` (and ${others.length} more)`}`];
      const why = [behaviour, right, source.url].map((line) => `${INDENT}  ${line}`);
      return [head, ...grade.findings.map((finding) => `${INDENT}${finding}`), ...why];
    }
  }
}

/** What a long list above comes to, since a terminal shows its end: what failed, and which fix to take. */
function closingLines(graded: readonly GradedCase[]): readonly string[] {
  const { outcome, counts, failsOn, fixes } = summarizeExam(graded);
  if (outcome === 'passed') return [counts];
  const takes = fixes.map((fix) => `  ${fix}: src/content/fixes/${fix}/${fix}.ts, set as in ${exampleOf(fix)}`);
  return [
    counts,
    failsOn,
    `Take ${fixes.length === 1 ? 'the fix that passes' : 'the fixes that pass'} these:`,
    ...takes,
    ...beforeLines(graded),
  ];
}

/** What else passes a case that is failed. */
function beforeLines(graded: readonly GradedCase[]): readonly string[] {
  return graded.flatMap(({ id, grade }) => {
    const { title, ...one } = caseOf(id);
    const before = grade.kind === 'fail' ? fixBefore(one) : undefined;
    if (before === undefined) return [];
    const file = `src/content/fixes/${before}/${before}.ts`;
    return [`  or ${before}, before retry as it comes, for “${title}”: ${file}`];
  });
}

/** Our client that passes what this fix is for. */
function exampleOf(fix: ExamFix): string {
  return ourClients.flatMap(({ fixes, file }) => (fixes.at(-1) === fix ? [`src/exam/clients/${file}`] : [])).join('');
}

/** The same for machines, with the traces that prove it. */
export function reportJson(file: string, graded: readonly GradedCase[]): string {
  const cases = graded.map(({ id, grade, traces }) => {
    const one = caseOf(id);
    const { title, behaviour, right, source } = one;
    const fix = fixFor(one);
    const taken = grade.kind === 'fail' && { fix, setAsIn: exampleOf(fix), orAfter: fixBefore(one) };
    return { id, title, behaviour, right, source, grade, ...taken, traces };
  });
  return `${JSON.stringify({ file, summary: countGrades(graded), cases })}\n`;
}
