import type { LimitEvent } from '../trace/events.ts';
import { schedule, withoutBody, workMs, type AnswerPlan } from './answer-plan.ts';
import type { AbortOutcome, ScheduledResponse } from './endpoint-types.ts';
import { createGates, type Passage } from './gates.ts';
import type { Moved } from './limiter.ts';
import { missingAnswer } from './missing-answer.ts';
import { createChance } from './chance.ts';
import { refusalAnswer, findForm } from './refusal-answer.ts';
import { planScripted, type ScriptedAnswer } from './script.ts';
import type { GateUse, Host, ResolvedScenario, Route } from './scenario.ts';
import type { Reading, ServiceCall } from './service.ts';
import { services } from './services/index.ts';
import { fill, type FillValues } from './template.ts';
import type { WireRefusal } from './wire-refusal.ts';

/** Which request it is and when it arrives, in virtual ms since the start of the run. */
export interface Moment {
  readonly id: number;
  readonly t: number;
}

/** A request with its body read. */
export interface PlainRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
}

/** An answer with its schedule, and what it did to the limiter. */
export interface Answered {
  readonly response: ScheduledResponse;
  readonly limits: readonly LimitEvent[];
}

/** The servers of one scenario at work. Calls come in order of (t, id). */
export interface MockServer {
  readonly scenario: ResolvedScenario;
  /** Answers a request to `host`; `routes` are those of its path, none if it has no such path. */
  answer(moment: Moment, host: Host, routes: readonly Route[], request: PlainRequest): Answered;
  abort(t: number, id: number): AbortOutcome;
  finish(t: number, id: number): readonly LimitEvent[];
}

type Script = Extract<Route['does'], { kind: 'script' }>;
type Work = Reading & { readonly kind: 'work' };

/** A request that is being worked on or waits for it. */
interface Pending {
  readonly uses: readonly GateUse[];
  isAdmitted: boolean;
  readonly reschedule: (moved: Moved) => ScheduledResponse;
}

const CLIENT = { 'client.ip': '203.0.113.7' } as const;
const hasToken = (headers: Headers): boolean => /^Bearer hf_\S/.test(headers.get('authorization') ?? '');

/** How long the client lets the proxy hold a request while a replica starts. */
function holdMs(headers: Headers): number {
  const seconds = headers.get('x-scale-up-timeout')?.trim() ?? '';
  return /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1_000 : 0;
}

/** Sets up the servers of a scenario, with fresh limiters. */
export function createServer(
  scenario: ResolvedScenario,
  refusals: ReadonlyMap<string, WireRefusal>,
  seed: number,
): MockServer {
  const { timing } = scenario;
  const gates = createGates(scenario.gates);
  const pending = new Map<number, Pending>();
  /** How many answers of each script have been given, by the body if the script counts so. */
  const given = new Map<readonly ScriptedAnswer[], Map<string, number>>();

  const refusal = (form: string, values: FillValues): AnswerPlan =>
    refusalAnswer(findForm(refusals, form), { ...CLIENT, ...values }, timing.refusalMs);
  const told = ({ id, t }: Moment, plan: AnswerPlan): Answered => ({ response: schedule(id, plan, t), limits: [] });

  /** Sends work through the gates, and remembers how to answer it anew if an abort changes its fate. */
  function pass(moment: Moment, work: Work, route: Route, request: PlainRequest): Answered {
    const { id, t } = moment;
    const shorten = (plan: AnswerPlan): AnswerPlan => (request.method === 'HEAD' ? withoutBody(plan) : plan);
    const traveller = {
      id,
      t,
      epochMs: scenario.startEpochMs + t,
      cost: work.cost ?? 1,
      serviceMs: workMs(work.plan),
      holdMs: holdMs(request.headers),
    };
    const passage = gates.pass(traveller, route.gates);
    const values = { ...work.values, ...passage.values };
    const headers = work.plan.headers.map(([name, text]) => [name, fill(text, values)] as const);
    const success = shorten({ ...work.plan, headers });
    const refused = (use: GateUse): AnswerPlan =>
      shorten(refusal(work.streamed === true ? (use.streamed ?? use.form) : use.form, values));
    const last = route.gates.at(-1);
    const entry: Pending = {
      uses: route.gates,
      isAdmitted: passage.startsAtMs !== null,
      reschedule({ startsAtMs, answersAtMs }) {
        entry.isAdmitted = answersAtMs === undefined;
        if (answersAtMs === undefined || last === undefined) return schedule(id, success, startsAtMs);
        return schedule(id, refused(last), answersAtMs);
      },
    };
    if (isHeld(passage, t)) pending.set(id, entry);
    const plan = passage.refusedBy === null ? success : refused(passage.refusedBy);
    return { response: schedule(id, plan, passage.startsAtMs ?? passage.answersAtMs), limits: passage.limits };
  }

  function nextOf({ answers, perBody = false }: Script, epochMs: number, body: string): AnswerPlan {
    const counts = given.get(answers) ?? new Map<string, number>();
    given.set(answers, counts);
    const key = perBody ? body : '';
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    const answer = answers[Math.min(count, answers.length - 1)];
    if (answer === undefined) throw new Error('Failed to answer by a script: it has no answer. Give it one at least.');
    return planScripted(answer, epochMs);
  }

  function serve(moment: Moment, route: Route, request: PlainRequest): Answered {
    if (route.does.kind === 'refuse') return told(moment, refusal(route.does.form, {}));
    const epochMs = scenario.startEpochMs + moment.t;
    if (route.does.kind === 'script') return told(moment, nextOf(route.does, epochMs, request.text));
    const call: ServiceCall = {
      ...request,
      id: moment.id,
      epochMs,
      url: new URL(request.url),
      chance: createChance(seed, moment.id),
      timing,
    };
    const reading = services[route.does.service](call);
    switch (reading.kind) {
      case 'mistake':
        return told(moment, reading.plan);
      case 'refused':
        return told(moment, refusal(reading.form, reading.values));
      case 'work':
        return pass(moment, reading, route, request);
      default:
        return reading satisfies never;
    }
  }

  return {
    scenario,
    answer(moment, host, routes, request) {
      if (host.guard !== undefined && !hasToken(request.headers)) return told(moment, refusal(host.guard, {}));
      const route = pickRoute(routes, request);
      if (route !== undefined) return serve(moment, route, request);
      const methods = [...new Set(routes.map(({ method }) => method))];
      return told(moment, missingAnswer(host.style, methods, timing.refusalMs));
    },
    abort(t, id) {
      const entry = pending.get(id);
      if (entry === undefined) return { rescheduled: [], limits: [] };
      pending.delete(id);
      const { moved, limits } = gates.leave(t, id, entry.uses);
      const rescheduled = moved.flatMap((one) => pending.get(one.id)?.reschedule(one) ?? []);
      return { rescheduled, limits };
    },
    finish(t, id) {
      const entry = pending.get(id);
      pending.delete(id);
      return entry?.isAdmitted === true ? gates.released(t, id, entry.uses) : [];
    },
  };
}

/** Whether somebody may still change its fate, or it holds something that its end frees. */
function isHeld({ startsAtMs, answersAtMs }: Passage, t: number): boolean {
  return startsAtMs !== null || answersAtMs > t;
}

function pickRoute(routes: readonly Route[], { method, headers }: PlainRequest): Route | undefined {
  const wanted = method === 'HEAD' ? 'GET' : method;
  return routes.find((route) => {
    const isMethod = route.method === 'ANY' || route.method === wanted;
    return isMethod && isFor(route, headers);
  });
}

function isFor({ needs }: Route, headers: Headers): boolean {
  switch (needs) {
    case undefined:
      return true;
    case 'token':
      return hasToken(headers);
    case 'no-token':
      return !hasToken(headers);
    case 'payer':
      return headers.get('x-hf-bill-to') !== null;
    default:
      return needs satisfies never;
  }
}
