import type { Examinee } from './examine.ts';
import type { ExamCase } from './exam-case.ts';

/** The text of what calls the client, by file name. */
export interface HarnessFiles {
  readonly 'exam.ts': string;
  readonly 'pick-client.ts': string;
}

/** The file that a run begins with. */
export const EXAM_ENTRY = 'exam.ts';

/** What goes into the isolate: the client's files, and what calls them as the case asks. */
export function examFiles(
  { call }: Pick<ExamCase, 'call'>,
  { files, exportName }: Pick<Examinee, 'files' | 'exportName'>,
  harness: HarnessFiles,
): Record<string, string> {
  const taken = Object.keys(files).find((name) => name in harness || name === 'plan.ts');
  if (taken !== undefined)
    throw new Error(`Failed to examine: the exam has a file "${taken}" of its own. Rename yours.`);
  const plan = `export const plan = ${JSON.stringify(call)};\nexport const exportName = ${JSON.stringify(exportName) ?? 'undefined'};\n`;
  return { ...harness, 'plan.ts': plan, ...files };
}
