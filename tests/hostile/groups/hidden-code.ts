import { beforeAll, describe, expect, test } from 'vitest';
import { hiddenCode } from '../cases/hidden-code.ts';
import { endOf, type HostileRun } from '../support/hostile-page.ts';
import type { PageOutcome } from '../support/in-page.ts';
import { expectCalm } from '../support/lab.ts';
import type { OpenGroup } from '../support/open-group.ts';

/** Code in which the engine sees more than the compiler did. */
export const hiddenCodeGroup: OpenGroup = ({ lab, canary }) => {
  describe('hidden code', () => {
    let held: readonly PageOutcome[];
    let walled: readonly PageOutcome[];
    const hits = new Map<string, readonly string[]>();

    const toRuns = (variant: NonNullable<HostileRun['variant']>): HostileRun[] =>
      hiddenCode.map(({ name, code }) => ({
        variant,
        files: { 'main.ts': code.replaceAll('CANARY', `${canary().origin}/${encodeURIComponent(name)}`) },
      }));

    beforeAll(async () => {
      await lab().held(async () => {
        held = await lab().runAll(toRuns('guarded'));
        walled = await lab().runAll(toRuns('walls'));
      });
      for (const variant of ['misread', 'early'] as const) {
        const bare = await lab().bared(async () => {
          await lab().runAll(toRuns(variant));
          // A request may still be on its way when its run is over.
          await lab().run({ files: { 'main.ts': '' } });
        });
        hits.set(variant, bare.hits);
      }
    });

    test.each(hiddenCode.map((one, index) => ({ ...one, index })))('$name is refused', ({ index, message, line }) => {
      const outcome = held[index];
      if (outcome === undefined) throw new Error('It was not run.');
      const [error] = outcome.trace.events;
      expect(error).toMatchObject({ kind: 'error', origin: 'compile' });
      if (error?.kind !== 'error') throw new Error('The first event is no error.');
      expect(error.error.message).toMatch(message);
      if (line !== undefined) expect(error.error.line).toBe(line);
      expect(endOf(outcome.trace)).toEqual({ outcome: 'failed', reason: 'threw' });
      expectCalm(outcome);
    });

    test.each(hiddenCode.filter(({ bitesIn }) => bitesIn !== undefined))('$name bites without guards', (one) => {
      expect(hits.get(one.bitesIn ?? '')).toContain(`GET /${one.name}`);
      if (one.bitesIn === 'early') expect(hits.get('misread')).not.toContain(`GET /${one.name}`);
    });

    test('the frame holds all of it alone', () => {
      for (const outcome of walled) expectCalm(outcome);
    });
  });
};
