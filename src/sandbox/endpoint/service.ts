import type { AnswerPlan } from './answer-plan.ts';
import type { Chance } from './chance.ts';
import type { FillValues } from './template.ts';

/** How long a scenario's server takes. */
export interface Timing {
  /** One answer, from the moment at which work on it begins. */
  readonly latencyMs: number;
  /** By which share an answer may be faster or slower, as chance has it. */
  readonly jitter: number;
  /** Saying no. */
  readonly refusalMs: number;
  /** What each input of a batch adds. */
  readonly perInputMs?: number;
  /** The most inputs that a batch may have. */
  readonly batchLimit?: number;
}

/** A request on its way to a service. */
export interface ServiceCall {
  readonly id: number;
  /** The wall-clock instant of its arrival, in epoch milliseconds. */
  readonly epochMs: number;
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly text: string;
  readonly chance: Chance;
  readonly timing: Timing;
}

/** What a service makes of a request, before any limiter has seen it. */
export type Reading =
  /** It is worth doing: the answer, if the limiters let it pass. */
  | {
      readonly kind: 'work';
      readonly plan: AnswerPlan;
      /** How many units of the limit it takes. @default 1 */
      readonly cost?: number;
      /** Whether the client asked for a stream; refusals may differ. */
      readonly streamed?: boolean;
      readonly values?: FillValues;
    }
  /** It can't pass, whatever the limiters say. */
  | { readonly kind: 'refused'; readonly form: string; readonly values: FillValues }
  /** It is wrong in itself; the server says so. */
  | { readonly kind: 'mistake'; readonly plan: AnswerPlan };

/** Reads a request and works out its answer. Pure: chance and time come with the call. */
export type Service = (call: ServiceCall) => Reading;
