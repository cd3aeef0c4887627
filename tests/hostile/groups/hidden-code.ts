import { beforeAll, describe, expect, test } from 'vitest';
import { hiddenCode, type HiddenCode } from '../cases/hidden-code.ts';
import { bitingIn, pathOf } from '../support/attack.ts';
import { endOf, type HostileRun } from '../support/hostile-page.ts';
import type { PageOutcome } from '../support/in-page.ts';
import { expectCalm, expectUntouched, waitForAll, withAftermath, type Aftermath } from '../support/lab.ts';
import type { Group } from '../support/open-group.ts';

const toRuns = (cases: readonly HiddenCode[], canaryOrigin: string): HostileRun[] =>
  cases.map((one) => ({ files: { 'main.ts': one.code.replaceAll('CANARY', canaryOrigin + pathOf(one)) } }));

/** Code in which the engine sees more than the compiler did. */
export const hiddenCodeGroup: Group = {
  bites({ lab, browser }) {
    describe('hidden code', () => {
      const biting = bitingIn(browser, hiddenCode).filter(({ bitesIn }) => bitesIn !== undefined);
      let reached: readonly string[];

      beforeAll(async () => {
        const { run, canaryOrigin, hits } = lab();
        for (const variant of ['misread', 'early'] as const) {
          await run(
            variant,
            toRuns(
              biting.filter(({ bitesIn }) => bitesIn === variant),
              canaryOrigin,
            ),
            4,
          );
        }
        const wanted = biting.map((one) => `GET ${pathOf(one)}`);
        reached = await waitForAll(wanted, () => Promise.resolve(hits()));
      });

      test.each(biting)('$name bites', (one) => {
        expect(reached).toContain(`GET ${pathOf(one)}`);
      });
    });
  },

  holds({ lab, exercised }) {
    describe('hidden code', () => {
      let held: readonly PageOutcome[];
      let inFrame: readonly PageOutcome[];
      let aftermath: Aftermath;

      beforeAll(async () => {
        const { run, canaryOrigin } = lab();
        const runs = toRuns(hiddenCode, canaryOrigin);
        [held, aftermath] = await withAftermath(lab(), async () => {
          inFrame = await run('walls', runs, 4);
          return run('guarded', runs, 4);
        });
      });

      test.each(hiddenCode.map((one, index) => ({ ...one, index })))('$name is refused', ({ index, message, line }) => {
        const outcome = held[index];
        if (outcome === undefined) throw new Error('It was not run.');
        const [error] = outcome.trace.events;
        if (error?.kind !== 'error') throw new Error('The first event is no error.');
        expect(error.origin).toBe('compile');
        expect(error.error.message).toMatch(message);
        if (line !== undefined) expect(error.error.line).toBe(line);
        expect(endOf(outcome.trace)).toEqual({ outcome: 'failed', reason: 'threw' });
        expectCalm(outcome);
      });

      test('reaches nothing even where only the frame holds it, and leaves the next run clean', () => {
        for (const outcome of inFrame) expectCalm(outcome);
        expectUntouched(aftermath, exercised());
      });
    });
  },
};
