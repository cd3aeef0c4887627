import type { Mutant } from './mutant.ts';

/** What every fix in Python knows of dates. */
export const pythonDateMutants: readonly Mutant[] = [
  { rule: 'a date as RFC 850 had it', find: '[A-Za-z]+, ', replace: '[A-Za-z]{3}, ' },
  {
    rule: 'a date as asctime() has it',
    find: String.raw`ASCTIME.sub(r"\1, \3 \2 \5 \4 GMT", value or "")`,
    replace: 'value or ""',
  },
  { rule: 'a date has seconds', find: String.raw`:\d\d:\d\d GMT"`, replace: String.raw`(:\d\d)+ GMT"` },
  { rule: 'a date is in GMT', find: String.raw`\d\d:\d\d:\d\d GMT"`, replace: String.raw`\d\d:\d\d:\d\d .*"` },
  { rule: 'a year of the past century', find: String.raw`r"19\g<0>"`, replace: String.raw`r"\g<0>"` },
  {
    rule: 'an ISO date has a zone',
    find: String.raw`(Z|[+-]\d\d:[0-5]\d)"`,
    replace: String.raw`(Z|[+-]\d\d:[0-5]\d|)"`,
  },
  { rule: 'an ISO date has any zone', find: String.raw`(Z|[+-]\d\d:[0-5]\d)"`, replace: '(Z)"' },
  { rule: 'the part of a second in an ISO date', find: 'float(found[2] or 0)', replace: '0' },
  {
    rule: 'what only looks like a date',
    find: 'except (OverflowError, TypeError, ValueError):',
    replace: 'except ZeroDivisionError:',
  },
  { rule: 'the server’s clock', find: '(date or now())', replace: 'now()' },
];
