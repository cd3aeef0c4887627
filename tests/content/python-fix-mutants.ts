import type { Mutant } from './mutant.ts';
import { pythonDateMutants } from './python-date-mutants.ts';

/** Rules that both files of `retry` in Python share and no case of the exam can tell: the own test of each must miss them. */
export const pythonFixMutants: readonly Mutant[] = [
  ...pythonDateMutants,
  {
    rule: 'should_retry is asked after the deadline',
    find: 'if options.clock() + delay_s >= self.end:',
    replace: `if options.should_retry is not None and not options.should_retry(failure):
            raise give_up("forbidden", "should_retry said no")
        if options.clock() + delay_s >= self.end:`,
  },
  { rule: 'names are no counts', find: `re.sub('"[^"]*"', "", value)`, replace: 'value' },
  {
    rule: 'the longest wait counts',
    find: 'return max((float(each[1]) for each in found if each), default=None)',
    replace: 'return next((float(each[1]) for each in found if each), None)',
  },
  {
    rule: 'a reset alone counts in a 429',
    find: 'if left or (left is None and status != 429):',
    replace: 'if left != 0:',
  },
  {
    rule: 'a reset alone counts nowhere else',
    find: 'if left or (left is None and status != 429):',
    replace: 'if left:',
  },
  { rule: 'no wait fills an account', find: 'if NO_FUNDS.search(text) or (', replace: 'if (' },
  { rule: 'a server that names a wait is believed', find: 'return vague and LONG_LIMIT', replace: 'return LONG_LIMIT' },
  { rule: 'about an hour is no wait', find: 'hint.reason == "body" and ', replace: 'False and ' },
  {
    rule: 'a wait of nothing is none',
    find: 'if wait_s is not None and wait_s > 0:',
    replace: 'if wait_s is not None:',
  },
  { rule: 'a wait that is over is none', find: 'is not None and wait_s > 0:', replace: 'is not None and wait_s:' },
  { rule: 'values are stripped', find: 'value.strip()', replace: 'value' },
  {
    rule: 'only a 429 is final by its words',
    find: `    if status != 429:
        return False
`,
    replace: '',
  },
  { rule: 'a quota per day', find: '|PerDay', replace: '' },
  ...['monthly', 'included', 'prepaid'].map((word) => ({
    rule: `${word} credits`,
    find: '(monthly|included|prepaid)',
    replace: `(${['monthly', 'included', 'prepaid'].filter((each) => each !== word).join('|')})`,
  })),
  {
    rule: 'words in capitals',
    find: `[ _]limit|PerDay",
    re.IGNORECASE,
`,
    replace: `[ _]limit|PerDay",
`,
  },
  {
    rule: 'only False forbids',
    find: 'options.should_retry(failure) is False',
    replace: 'not options.should_retry(failure)',
  },
  { rule: 'a key that ends like a count', find: String.raw`r"\b(r|remaining)=0`, replace: 'r"(r|remaining)=0' },
  { rule: 'a spread that fits', find: 'min(most_s, max(', replace: 'max(0, max(' },
  { rule: 'time for the attempt behind a spread', find: '- hint.wait_s) / 2)', replace: '- hint.wait_s))' },
  {
    rule: 'nothing is sent after the deadline',
    find: 'if self.failure is not None and now >= self.end:',
    replace: 'if False:',
  },
  {
    rule: 'a wait that is over is told as 0',
    find: '0.0 if self.told else None',
    replace: 'self.told.wait_s if self.told else None',
  },
  { rule: 'RetryError tells the wait', find: 'self.retry_in_s = retry_in_s', replace: 'self.retry_in_s = None' },
  { rule: 'the milliseconds of Azure', find: 'headers.get(azure_ms)', replace: 'None' },
  {
    rule: 'the longest of several waits',
    find: 'max(map(float, value.split(",")))',
    replace: 'float(value.split(",")[0])',
  },
  { rule: '“about” is vague', find: ' in (about |', replace: ' in (about x|' },
  { rule: 'about an hour until a retry is vague', find: '|retry) in (about', replace: ') in (about' },
  { rule: 'a wait until a retry', find: '|retry) in|', replace: ') in|' },
  { rule: 'a retryDelay', find: '|retryDelay)', replace: ')' },
  { rule: 'a retryDelay in JSON within JSON', find: String.raw`[\\": ]+`, replace: '[": ]+' },
  { rule: 'whole days are vague', find: String.raw`?[dh][a-z]*\b(?!`, replace: String.raw`?h[a-z]*\b(?!` },
  { rule: 'hours and minutes are not vague', find: String.raw`\b(?!,? ?(and )?[0-9])`, replace: '' },
  {
    rule: 'a dripping refusal is not waited for',
    find: 'min(self.attempt_end, now + MOST_PEEKED_S)',
    replace: 'self.attempt_end',
  },
  { rule: 'a late refusal is read', find: 'if now >= self.attempt_end:', replace: 'if False:' },
  {
    rule: 'a refusal is read no longer than an attempt may take',
    find: 'min(self.attempt_end, now + MOST_PEEKED_S)',
    replace: 'now + MOST_PEEKED_S',
  },
  { rule: 'words for units', find: '[a-z]*,? ?', replace: '' },
  { rule: 'a month is no minute', find: '(?!il|on)', replace: '' },
  { rule: 'random numbers in range', find: 'drawn if 0 <= drawn < 1 else 1.0', replace: 'drawn' },
  {
    rule: 'no jitter where none is wanted',
    find: `        if options.jitter == "none":
            return ceiling_s
`,
    replace: '',
  },
  {
    rule: 'no jitter behind a hint where none is wanted',
    find: `        if options.jitter == "none":
            return hint.wait_s
`,
    replace: '',
  },
  {
    rule: 'equal jitter waits half at least',
    find: '(ceiling_s + self._chance() * ceiling_s) / 2',
    replace: 'self._chance() * ceiling_s',
  },
  {
    rule: 'equal jitter spreads the other half',
    find: '(ceiling_s + self._chance() * ceiling_s) / 2',
    replace: 'ceiling_s',
  },
  { rule: 'decorrelated jitter grows by the last wait', find: 'self.last_s * 3', replace: 'initial_s * 3' },
  {
    rule: 'decorrelated jitter has a floor',
    find: 'grown_s = initial_s + self',
    replace: 'grown_s = self',
  },
  {
    rule: 'decorrelated jitter has a cap',
    find: 'self.last_s = min(options.max_delay_s, grown_s)',
    replace: 'self.last_s = grown_s',
  },
  { rule: 'no power overflows', find: 'min(self.attempt - 1, 99)', replace: '(self.attempt - 1)' },
  {
    rule: 'delays that are numbers',
    find: 'if not (self.initial_delay_s >= 0 and self.max_delay_s >= 0):',
    replace: 'if False:',
  },
  { rule: 'a kind of jitter that there is', find: 'if self.jitter not in get_args(Jitter):', replace: 'if False:' },
  { rule: 'a timeout would be another one', find: 'if "timeout" in given:', replace: 'if False:' },
  {
    rule: 'a socket takes the timeout',
    find: '        timeout_s = min(timeout_s, LONGEST_TIMEOUT_S)\n',
    replace: '',
  },
  { rule: 'no sleep is longer than a day', find: 'while delay_s > LONGEST_SLEEP_S:', replace: 'while False:' },
  {
    rule: 'a long wait is waited to its end',
    find: '        delay_s -= LONGEST_SLEEP_S\n    yield delay_s',
    replace: '        return\n    yield delay_s',
  },
  { rule: 'a deadline above 0', find: 'all(each > 0 for each in spans_s)', replace: 'self.attempt_timeout_s > 0' },
  { rule: 'a timeout above 0', find: 'all(each > 0 for each in spans_s)', replace: 'self.deadline_s > 0' },
  { rule: 'one attempt at least', find: 'self.max_attempts >= 1 and', replace: '' },
  { rule: 'little is read of a refusal', find: 'len(start) >= MOST_PEEKED or ', replace: '' },
];
