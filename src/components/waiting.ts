import type { RetryHelp } from '../sandbox/endpoint/refusal.ts';

/** The answer to "does waiting help?", and the colour class that goes with it. */
export interface WaitingAnswer {
  readonly answer: string;
  /** The same where the question does not stand beside it. */
  readonly inShort: string;
  readonly colour: 'ok' | 'wait' | 'no';
}

/** Whether waiting cures a refusal, in words. */
export const waitingAnswers: Readonly<Record<RetryHelp, WaitingAnswer>> = {
  'after-hint': { answer: 'Yes, as long as it says.', inShort: 'Waiting helps.', colour: 'ok' },
  'when-slot-frees': { answer: 'Yes, until a slot frees.', inShort: 'Waiting helps.', colour: 'ok' },
  'after-start': { answer: 'Yes, until it has started.', inShort: 'Waiting helps.', colour: 'ok' },
  'not-soon': { answer: 'Not soon.', inShort: 'Waiting helps, but not soon.', colour: 'wait' },
  never: { answer: 'No.', inShort: 'Waiting does not help.', colour: 'no' },
};
