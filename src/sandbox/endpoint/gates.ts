import type { LimitEvent } from '../trace/events.ts';
import { gateWords } from './gate-words.ts';
import type { Limiter, Moved } from './limiter.ts';
import { createLimiter } from './limiters/create-limiter.ts';
import type { Gate, GateUse } from './scenario.ts';
import type { FillValues } from './template.ts';

interface Traveller {
  readonly id: number;
  readonly t: number;
  readonly epochMs: number;
  readonly cost: number;
  readonly serviceMs: number;
  readonly holdMs: number;
}

/** How a request came through the gates on its route. */
export interface Passage {
  /** When work on it begins; `null` when a gate refused it. */
  readonly startsAtMs: number | null;
  /** The gate that refused. */
  readonly refusedBy: GateUse | null;
  /** When a refusal is told. */
  readonly answersAtMs: number;
  readonly values: FillValues;
  readonly limits: readonly LimitEvent[];
}

/** All limiters of one scenario at work. */
export interface Gates {
  pass(traveller: Traveller, uses: readonly GateUse[]): Passage;
  /** Frees what a request holds at these gates; tells whose fate that changed, and the state of those that are drawn. */
  leave(t: number, id: number, uses: readonly GateUse[]): { moved: readonly Moved[]; limits: readonly LimitEvent[] };
  /** The state of the gates that are drawn, where the end of a request frees a slot. */
  released(t: number, id: number, uses: readonly GateUse[]): readonly LimitEvent[];
}

/** Sets up the limiters of a scenario. */
export function createGates(gates: Readonly<Record<string, Gate>>): Gates {
  const limiters = new Map<string, Limiter>();
  for (const [name, gate] of Object.entries(gates)) limiters.set(name, createLimiter(gate.limiter));

  function find({ gate: name }: GateUse): { gate: Gate; limiter: Limiter } {
    const gate = gates[name];
    const limiter = limiters.get(name);
    if (gate !== undefined && limiter !== undefined) return { gate, limiter };
    throw new Error(`Failed to find the gate "${name}". The scenario has: ${Object.keys(gates).join(', ')}.`);
  }

  function released(t: number, id: number, uses: readonly GateUse[]): readonly LimitEvent[] {
    return uses.flatMap((use) => {
      const { gate, limiter } = find(use);
      const freesSlot = gate.isDrawn && gate.limiter.kind === 'concurrency';
      return freesSlot ? [{ t, kind: 'limit' as const, id, change: 'released' as const, ...limiter.state(t) }] : [];
    });
  }

  return {
    released,
    pass(traveller, uses) {
      const { t, id } = traveller;
      const values: Record<string, string | number> = {};
      const limits: LimitEvent[] = [];
      let startsAtMs = t;
      for (const use of uses) {
        const { gate, limiter } = find(use);
        const verdict = limiter.request(traveller);
        const state = limiter.state(t);
        const words = { ...gate.words, ...gateWords({ ...traveller, verdict, state }) };
        for (const [name, value] of Object.entries(words)) values[`${gate.role}.${name}`] = value;
        startsAtMs = Math.max(startsAtMs, verdict.startsAtMs ?? t);
        const change = !verdict.allowed ? 'refused' : startsAtMs > t ? 'queued' : 'admitted';
        if (gate.isDrawn) limits.push({ t, kind: 'limit', id, change, ...state });
        if (!verdict.allowed) {
          return { startsAtMs: null, refusedBy: use, answersAtMs: verdict.answersAtMs ?? t, values, limits };
        }
      }
      return { startsAtMs, refusedBy: null, answersAtMs: t, values, limits };
    },
    leave(t, id, uses) {
      const moved = uses.flatMap((use) => find(use).limiter.abort(t, id));
      return { moved, limits: released(t, id, uses) };
    },
  };
}
