import type { CallPlan } from '../exam-case.ts';

/** How the client is called. In an exam the case's own plan takes this one's place. */
export const plan: CallPlan = {
  url: 'https://api.example.com/v1/answer',
  method: 'POST',
  body: 'text',
  text: '{"inputs":"Question {caller}"}',
  callers: 1,
  layers: 1,
  abortAfterMs: null,
  timeoutMs: null,
};

/** The export to examine, if it was named. */
export const exportName: string | undefined = undefined;
