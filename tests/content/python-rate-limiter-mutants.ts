import type { Mutant } from './mutant.ts';
import { pythonDateMutants } from './python-date-mutants.ts';

const paceMutants: readonly Mutant[] = [
  { rule: 'a window', find: 'self._started_at[-window.starts] + window.window_s', replace: '0' },
  {
    rule: 'the whole window',
    find: '[-window.starts] + window.window_s',
    replace: '[-window.starts] + window.window_s / 2',
  },
  { rule: 'starts are counted', find: 'self._started_at.append(now)', replace: 'pass' },
  { rule: 'starts before a window is known', find: '[: max(0, min(past, surplus))]', replace: '[:past]' },
  { rule: 'starts are not remembered for ever', find: '[: max(0, min(past, surplus))]', replace: '[:0]' },
  { rule: 'all starts of the longest window', find: '[: max(0, min(past, surplus))]', replace: '[: max(0, surplus)]' },
  { rule: 'a share', find: 'starts = limit * self.share', replace: 'starts = limit' },
  { rule: 'headroom by default', find: 'share: float = 0.9', replace: 'share: float = 1' },
  { rule: 'less than one in a window', find: '_Window(1, window_s / starts)', replace: '_Window(1, window_s)' },
  { rule: 'an endless limit', find: 'math.floor(min(starts, 1e15))', replace: 'math.floor(starts)' },
  { rule: 'limit and window together', find: 'if (limit is None) != (window_s is None):', replace: 'if False:' },
  { rule: 'a limit above 0', find: 'limit is None or limit > 0', replace: 'True' },
  { rule: 'a window above 0', find: 'window_s is None or window_s > 0', replace: 'True' },
  { rule: 'a share above 0', find: 'if not 0 < self.share <= 1:', replace: 'if not self.share <= 1:' },
  { rule: 'a share of no more than all', find: 'if not 0 < self.share <= 1:', replace: 'if not 0 < self.share:' },
  { rule: 'an end of the queue that can be', find: 'if not self.max_queued >= 0:', replace: 'if False:' },
];

const countMutants: readonly Mutant[] = [
  { rule: 'the server’s count', find: 'if allowance.left < 1:', replace: 'if False:' },
  { rule: 'what starts is counted off', find: 'allowance.left -= 1', replace: 'pass' },
  { rule: 'requests in flight', find: 'free = remaining - self._in_flight', replace: 'free = remaining' },
  {
    rule: 'a share of what is left',
    find: 'max(last, math.floor(free * self.share))',
    replace: 'max(last, math.floor(free))',
  },
  { rule: 'the last one', find: 'max(last, math.floor(free * self.share))', replace: 'math.floor(free * self.share)' },
  { rule: 'the last one is not everyone’s', find: 'if self.share > 0.5 else 0', replace: 'if self.share > 0 else 0' },
  { rule: 'answers overtake each other', find: 'known.left = min(known.left, left)', replace: 'known.left = left' },
  {
    rule: 'a new window',
    find: 'abs(known.reset_at - now - reset_s) <= SAME_RESET_S',
    replace: 'known.reset_at <= now + reset_s',
  },
  { rule: 'a window that is over is not the next', find: 'known.opens_at > now', replace: 'True' },
  {
    rule: 'counts stand beside each other',
    find: 'self._allowances[name] = _Allowance(left, now + reset_s, opens_at)',
    replace: 'self._allowances = {name: _Allowance(left, now + reset_s, opens_at)}',
  },
  { rule: 'spread', find: 'seconds * (1 + (drawn if 0 <= drawn < 1 else 1) / 10)', replace: 'seconds' },
  { rule: 'random numbers in range', find: '(drawn if 0 <= drawn < 1 else 1)', replace: 'drawn' },
];

const learnMutants: readonly Mutant[] = [
  { rule: 'caches say nothing', find: 'if headers.get("age") is not None:', replace: 'if False:' },
  { rule: 'names of any case', find: 'name.lower()', replace: 'name' },
  { rule: 'values are stripped', find: 'value.strip()', replace: 'value' },
  {
    rule: 'a learned limit',
    find: 'self._windows = self._given + [',
    replace: 'self._windows = self._given or [][:0] and [',
  },
  { rule: 'a given limit holds beside a learned one', find: 'self._given + [', replace: '[' },
  {
    rule: 'the newest limit counts',
    find: 'self._windows = self._given + [',
    replace: 'self._windows = self._windows + [',
  },
  {
    rule: 'Retry-After',
    find: 'self._paused_until = max(self._paused_until, self._spread(retry_after_s))',
    replace: 'pass',
  },
  {
    rule: 'a shorter Retry-After shortens no wait',
    find: 'max(self._paused_until, self._spread(retry_after_s))',
    replace: 'self._spread(retry_after_s)',
  },
  {
    rule: 'Retry-After comes first',
    find: 'self._spread(retry_after_s))\n            return',
    replace: 'self._spread(retry_after_s))',
  },
  { rule: 'a Retry-After of 0 hides nothing', find: 'if retry_after_s > 0:', replace: 'if retry_after_s >= 0:' },
];

const headerMutants: readonly Mutant[] = [
  {
    rule: 'the Hub’s form of a policy',
    find: 'if limit and window_s:',
    replace: `if limit and window_s and '";"' not in member:`,
  },
  { rule: 'a policy of draft 06', find: '_parse_number(bare[1] if bare else None)', replace: 'None' },
  {
    rule: 'a quota of bytes is none of requests',
    find: String.raw`if re.search(r';\s*qu="(?!requests")', member):`,
    replace: 'if False:',
  },
  { rule: 'a quota of requests is one', find: 'qu="(?!requests")', replace: 'qu="' },
  { rule: 'commas inside names', find: 'MEMBER.findall(value or "")', replace: '(value or "").split(",")' },
  { rule: 'names are no counts', find: 'QUOTED.sub("", member)', replace: 'member' },
  { rule: 'what is left in draft 07', find: '"r|remaining"', replace: '"r"' },
  { rule: 'the reset in draft 07', find: '"t|reset"', replace: '"t"' },
  { rule: 'draft 07 is one list', find: 'if value and "remaining=" in value else', replace: 'if False else' },
  { rule: 'headers of drafts up to 06', find: '("ratelimit", "x-ratelimit")', replace: '("x-ratelimit",)' },
  { rule: 'x-ratelimit headers', find: '("ratelimit", "x-ratelimit")', replace: '("ratelimit",)' },
  {
    rule: 'a count has a reset',
    find: 'if remaining is not None and reset_s is not None',
    replace: 'if remaining is not None',
  },
  { rule: 'numbers have an end', find: '[0-9]{1,15}', replace: '[0-9]+' },
  { rule: 'a part of a second', find: String.raw`{1,15}(\.[0-9]+)?`, replace: '{1,15}' },
  { rule: 'milliseconds', find: '("retry-after-ms", "x-ms-retry-after-ms")', replace: '("x-ms-retry-after-ms",)' },
  {
    rule: 'the milliseconds of Azure',
    find: '("retry-after-ms", "x-ms-retry-after-ms")',
    replace: '("retry-after-ms",)',
  },
  {
    rule: 'milliseconds of 0 hide nothing',
    find: 'if wait_ms := _parse_number(headers.get(name)):',
    replace: 'if (wait_ms := _parse_number(headers.get(name))) is not None:',
  },
  { rule: 'the longest of several waits', find: 'max(seconds) if', replace: 'seconds[0] if' },
  { rule: 'a list has nothing but seconds', find: 'if len(seconds) == len(parts) else', replace: 'if seconds else' },
  { rule: 'Retry-After as a date', find: 'if epoch_s is not None:', replace: 'if False:' },
  { rule: 'epoch seconds', find: 'number < 1e9', replace: 'number < 1e12' },
  { rule: 'epoch ms', find: 'epoch_s / 1000 if epoch_s > 1e12 else epoch_s', replace: 'epoch_s' },
  { rule: 'a reset as a date', find: '_parse_date(value) if number is None else number', replace: 'number' },
  ...pythonDateMutants,
];

const queueMutants: readonly Mutant[] = [
  { rule: 'no thread overtakes', find: 'if not self._waiting and wait_s <= 0:', replace: 'if wait_s <= 0:' },
  { rule: 'no task overtakes', find: 'if self._queued == 0 and wait_s <= 0:', replace: 'if wait_s <= 0:' },
  { rule: 'an end of the queue of threads', find: 'if len(self._waiting) >= self.max_queued:', replace: 'if False:' },
  { rule: 'an end of the queue of tasks', find: 'if self._queued >= self.max_queued:', replace: 'if False:' },
  { rule: 'a refusal says how many wait', find: 'self.queued = queued', replace: 'self.queued = -1' },
  { rule: 'a refusal says for how long', find: 'self.wait_s = wait_s', replace: 'self.wait_s = -1' },
  {
    rule: 'threads are served in the order in which they came',
    find: 'self._waiting.remove(turn)\n                if self._waiting:\n                    self._waiting[0].set()',
    replace:
      'self._waiting.remove(turn)\n                if self._waiting:\n                    self._waiting[-1].set()',
  },
  {
    rule: 'who is first has its turn',
    find: '            if not self._waiting:\n                turn.set()\n',
    replace: '',
  },
  {
    rule: 'a thread that is done lets the next go',
    find: '                if self._waiting:\n                    self._waiting[0].set()\n',
    replace: '',
  },
  { rule: 'a thread leaves the queue', find: 'self._waiting.remove(turn)', replace: 'pass' },
  { rule: 'tasks are served one after the other', find: 'asyncio.Lock()', replace: 'asyncio.Semaphore(99)' },
  { rule: 'a task leaves the queue', find: 'self._queued -= 1', replace: 'pass' },
  {
    rule: 'a thread that was answered is not in flight',
    find: '        with self._mutex:\n            self._in_flight -= 1',
    replace: '        pass',
  },
  {
    rule: 'a thread that failed is not in flight',
    find: 'def __exit__(self, *_: object) -> None:\n        self.release()',
    replace: 'def __exit__(self, *_: object) -> None:\n        _[0] or self.release()',
  },
  {
    rule: 'a task that was answered is not in flight',
    find: '    def release(self) -> None:\n        self._in_flight -= 1',
    replace: '    def release(self) -> None:\n        pass',
  },
  {
    rule: 'a task that failed is not in flight',
    find: 'async def __aexit__(self, *_: object) -> None:\n        self.release()',
    replace: 'async def __aexit__(self, *_: object) -> None:\n        _[0] or self.release()',
  },
  {
    rule: 'a thread that waits hears of news',
    find: '            self._learn(headers)\n            if self._waiting:\n                self._waiting[0].set()',
    replace: '            self._learn(headers)',
  },
  { rule: 'news are heard once by threads', find: '            turn.clear()', replace: '            pass' },
  {
    rule: 'a task that waits hears of news',
    find: '        self._learn(headers)\n        self._news.set()',
    replace: '        self._learn(headers)',
  },
  { rule: 'news are heard once by tasks', find: '        self._news.clear()\n', replace: '' },
  {
    rule: 'no thread sleeps longer than a day at once',
    find: '(self.sleep or turn.wait)(min(wait_s, LONGEST_SLEEP_S))',
    replace: '(self.sleep or turn.wait)(wait_s)',
  },
  {
    rule: 'no task sleeps longer than a day at once',
    find: '(self.sleep or self._nap)(min(wait_s, LONGEST_SLEEP_S))',
    replace: '(self.sleep or self._nap)(wait_s)',
  },
];

/** Rules of `rate_limiter.py`, of its docs and of its comments: the test that travels with it must miss them. */
export const pythonRateLimiterMutants: readonly Mutant[] = [
  ...paceMutants,
  ...countMutants,
  ...learnMutants,
  ...headerMutants,
  ...queueMutants,
];
