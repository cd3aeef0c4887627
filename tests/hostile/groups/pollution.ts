import { beforeAll, describe, expect, test } from 'vitest';
import { comparableTrace } from '../../../src/sandbox/trace/compare.ts';
import { harmlessPollution, pollution } from '../cases/pollution.ts';
import { SHORT } from '../support/hostile-page.ts';
import type { PageOutcome } from '../support/in-page.ts';
import { exerciseAfter, expectCalm } from '../support/lab.ts';
import type { OpenGroup } from '../support/open-group.ts';

const attempt = (code: string): string => `try { ${code} } catch {}`;

/** Changes to what the runtime stands on. */
export const pollutionGroup: OpenGroup = ({ lab, browser, exercised }) => {
  describe('pollution', () => {
    const biting = pollution.filter(({ notIn }) => !notIn?.includes(browser));
    let together: PageOutcome;
    let bare: readonly PageOutcome[];
    let unpolluted: PageOutcome;

    beforeAll(async () => {
      const everything = [...pollution, ...harmlessPollution].map(({ code }) => attempt(code)).join('\n');
      together = await lab().held(() => lab().run(exerciseAfter(everything)));
      const soft = (first: string) => ({ ...exerciseAfter(first), budgets: SHORT, variant: 'soft' as const });
      unpolluted = await lab().run(soft(''));
      bare = await lab().runAll(
        biting.map(({ code }) => soft(attempt(code))),
        6,
      );
    });

    test('changes nothing, all of it at once', () => {
      expect(comparableTrace(together.trace)).toEqual(exercised());
      expectCalm(together);
    });

    test('the exercise is the same where nothing is frozen', () => {
      expect(comparableTrace(unpolluted.trace)).toEqual(exercised());
    });

    test.each(biting.map((one, index) => ({ ...one, index })))('of $name bites without guards', ({ index }) => {
      const outcome = bare[index];
      expect(outcome && comparableTrace(outcome.trace)).not.toEqual(exercised());
    });
  });
};
