import type { LimiterSpec } from './limiters/create-limiter.ts';
import type { ScriptedAnswer } from './script.ts';
import type { Timing } from './service.ts';
import type { ServiceName } from './services/index.ts';

export type FieldUnit = '' | 'requests' | 'tokens' | 'inputs' | 'per second' | 'ms' | 's';

/** One of the endpoint's numbers that a reader may change. */
export interface ScenarioField {
  readonly name: string;
  readonly label: string;
  readonly unit: FieldUnit;
  /** What it is unless somebody changes it. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** What a gate is in the words of a refusal's template: `{{window.limit}}`, `{{action.limit}}` ... */
export type GateRole = 'window' | 'action' | 'slots' | 'start' | 'bucket' | 'limit';

/** A limiter in the way of a request. */
export interface Gate {
  readonly role: GateRole;
  readonly limiter: LimiterSpec;
  /** Whether the picture shows it. A trace has one limiter. */
  readonly isDrawn: boolean;
  /** Further words for templates, without the role: `{ bucket: 'api' }`. */
  readonly words?: Readonly<Record<string, string>>;
}

/** Which form of which refusal: `tgi-overloaded/plain`. */
export type FormName = string;

/** A gate on a route, and how the route refuses there; `streamed` for clients that asked for a stream. */
export interface GateUse {
  readonly gate: string;
  readonly form: FormName;
  readonly streamed?: FormName;
}

/** What one method on one path does. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'ANY';
  /** A path as MSW matches it, from the slash on. */
  readonly path: string;
  /** Who it is for, by what the request carries; anybody if left out. */
  readonly needs?: 'token' | 'no-token' | 'payer';
  readonly does:
    | { readonly kind: 'serve'; readonly service: ServiceName }
    | { readonly kind: 'refuse'; readonly form: FormName }
    /** The first request gets the first answer, and so on; the last answers all that follow. No gate is asked. */
    | {
        readonly kind: 'script';
        readonly answers: readonly ScriptedAnswer[];
        /** Requests with one body are counted by themselves, as those of one caller. */
        readonly perBody?: boolean;
      };
  /** In the order in which a request meets them. */
  readonly gates: readonly GateUse[];
}

/** A server: its address, who may enter, how it speaks of what it does not have, and its routes. */
export interface Host {
  /** Scheme and host as MSW matches them; `*` stands for the part that is the reader's own. */
  readonly origin: string;
  /** The form that meets a request without a Hugging Face token. */
  readonly guard?: FormName;
  readonly style: 'axum' | 'llama' | 'json';
  readonly routes: readonly Route[];
}

/** What a scenario is made of once its numbers are known. Plain data. */
export interface Blueprint {
  readonly gates: Readonly<Record<string, Gate>>;
  readonly hosts: readonly Host[];
  readonly timing: Timing;
}

/** A scenario with its numbers: all that an endpoint is made from. Plain data. */
export interface ResolvedScenario extends Blueprint {
  readonly id: string;
  /** The wall-clock instant of `t = 0`, in epoch milliseconds. */
  readonly startEpochMs: number;
  readonly seed: number;
  readonly settings: Readonly<Record<string, number>>;
}

/** A field whose value won't do, and why, in a sentence. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

export type Resolution =
  | { readonly kind: 'resolved'; readonly scenario: ResolvedScenario }
  | { readonly kind: 'problems'; readonly problems: readonly FieldProblem[] };

/** A named mock endpoint. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The wall-clock instant of `t = 0`, as ISO 8601. */
  readonly startAt: string;
  readonly seed: number;
  readonly fields: readonly ScenarioField[];
  readonly resolve: (settings: Readonly<Record<string, number>>) => Resolution;
}
