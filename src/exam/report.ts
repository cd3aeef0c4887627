import { caseOf } from './cases.ts';
import { fixFor, type ExamFix } from './fix-for.ts';
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

/** The exam's result for a terminal: a line a case, and below each that failed what was wrong, what is right, and why. */
export function reportText(graded: readonly GradedCase[]): string {
  const lines = graded.flatMap(({ id, grade }) => {
    const one = caseOf(id);
    const head = `${headOf(grade.kind)}  ${one.title}`;
    if (grade.kind === 'pass') return [head];
    if (grade.kind === 'not-applicable' || grade.kind === 'not-observable') return [`${head}: ${grade.why}`];
    const { behaviour, right, source } = one;
    return [
      head,
      ...grade.findings.map((finding) => `${INDENT}${finding}`),
      ...[behaviour, right, source.url].map((line) => `${INDENT}  ${line}`),
    ];
  });
  return `${lines.join('\n')}\n\n${closingLines(graded).join('\n')}\n`;
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
  ];
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
    return { id, title, behaviour, right, source, grade, ...(grade.kind === 'fail' && { fix: fixFor(one) }), traces };
  });
  return `${JSON.stringify({ file, summary: countGrades(graded), cases })}\n`;
}
