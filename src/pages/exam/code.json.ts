import type { APIRoute } from 'astro';
import { publishedFixes } from '../../components/published-fixes.ts';
import fetchWithRetry from '../../exam/clients/fetch-with-retry.ts?raw';
import type { ExamCode } from '../../exam-page/exam-code.ts';

/** Code for the exam: what one can start from beside the loop that the page prints, and the fixes, to import. */
export const GET: APIRoute = async () => {
  const files = (await publishedFixes()).flatMap((fix) => fix.files);
  const code: ExamCode = {
    starts: { retry: fetchWithRetry },
    fixes: Object.fromEntries(files.filter(({ name }) => name.endsWith('.ts')).map(({ name, text }) => [name, text])),
  };
  return Response.json(code);
};
