import { expect, test } from 'vitest';
import { HINT_FORMS, refusingServer } from '../../../src/exam/server-kit.ts';

test.each(HINT_FORMS)('a hint in the form %s changes what the server sends', (form) => {
  const silent = refusingServer({ status: 429, refusals: 1 });
  expect(refusingServer({ status: 429, refusals: 1, hint: { form, seconds: 7 } })).not.toEqual(silent);
});
