/** What an exam is made of: hostile servers, how a client is called there, and how it is judged. */
import type { ScriptedAnswer } from '../sandbox/endpoint/script.ts';
import type { Evidence } from './evidence.ts';

/** The server of a case: answers in their order, or a scenario with its own numbers. */
export type ExamServer =
  | {
      readonly kind: 'script';
      readonly answers: readonly ScriptedAnswer[];
      /** Each caller, told by its body, meets the script from its beginning. */
      readonly perCaller?: boolean;
    }
  | { readonly kind: 'scenario'; readonly id: string; readonly settings: Readonly<Record<string, number>> };

/** How the client is called. Plain data, since it crosses into the isolate as a file. */
export interface CallPlan {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** `stream`: a body that can be read once. */
  readonly body: 'none' | 'text' | 'stream';
  /** The body; `{caller}` in it stands for the caller's number. */
  readonly text: string;
  /** How often the caller itself tries, around the client: a second layer, as many projects have one. */
  readonly layers: number;
  /** How many callers begin at once, each with a call of its own. */
  readonly callers: number;
  /** When the caller aborts, in ms after it began; `null`: never. */
  readonly abortAfterMs: number | null;
  /** Of the caller's own `AbortSignal.timeout`, in ms; `null`: it sets none. */
  readonly timeoutMs: number | null;
}

/** What a client must offer before a case is held against it; a case that needs nothing is asked of all. */
export type Need =
  /** It looks into the body of an answer that is a success by its status. */
  | 'reads-streams'
  /** It keeps a budget over all calls. */
  | 'retry-budget'
  /** Its caller can end a call that is under way. */
  | 'abort-signal'
  /** It takes a body that can be read once. */
  | 'stream-body';

/** What only a client's author can say of it; the exam takes his word, and holds the cases against it. */
export const CLAIMS = ['reads-streams', 'retry-budget'] as const satisfies readonly Need[];

/** Where a rule comes from. */
export interface RuleSource {
  readonly title: string;
  readonly url: string;
}

/** What is wrong with what a client did, in a sentence; nothing, if it did right. */
export type Finding = string | undefined;

/** One hostile behaviour of a server, and what right is there. */
export interface ExamCase {
  readonly id: string;
  readonly title: string;
  /** What the server does. */
  readonly behaviour: string;
  /** What a client does there if it is right. */
  readonly right: string;
  readonly source: RuleSource;
  readonly server: ExamServer;
  readonly call: CallPlan;
  /** Seeds to run it under; one unless chance is what is judged, or may decide. */
  readonly seeds: readonly number[];
  /** All of them; none: the case is asked of everybody. */
  readonly needs: readonly Need[];
  /** Waiting until the virtual time of the run is over is no fault here. */
  readonly mayWaitOn?: boolean;
  /** What each of its rules finds in one run, in their order. */
  readonly judge: (evidence: Evidence) => readonly Finding[];
  /** What is asked of all runs together, where one run may be a matter of chance. */
  readonly judgeRuns?: (runs: readonly Evidence[]) => Finding;
}
