import type { Way } from '../support/python-exam/play-in-python.ts';

/** A rule of `retry` in Python, how to take it out of the file, and the case of the exam that must tell. */
export interface PythonMutant {
  readonly rule: string;
  /** Stands in the file once, or as often as `times` says. */
  readonly find: string;
  readonly times?: number;
  readonly replace: string;
  readonly case: string;
  /** Who must tell. */
  readonly ways: readonly Way[];
}

const EACH: readonly Way[] = ['requests', 'httpx', 'httpx_async'];

/** What each library is asked in its own words. */
export const libraryMutants: readonly PythonMutant[] = [
  {
    rule: 'network failures',
    find: 'NETWORK_ERRORS = (',
    replace: 'NETWORK_ERRORS = (ZeroDivisionError,)\nOTHERS = (',
    case: 'connection-drops',
    ways: EACH,
  },
  {
    rule: 'a timeout is a network failure',
    find: 'requests.Timeout,',
    replace: '',
    case: 'never-answers',
    ways: ['requests'],
  },
  {
    rule: 'a timeout is a network failure',
    find: 'httpx.TimeoutException,',
    replace: '',
    case: 'never-answers',
    ways: ['httpx', 'httpx_async'],
  },
  {
    rule: 'a request is told its timeout',
    find: 'timeout=timeout_s',
    replace: 'timeout=3e5',
    case: 'never-answers',
    ways: ['requests'],
  },
  {
    rule: 'a request is told its timeout',
    find: 'timeout=timeout_s',
    times: 2,
    replace: 'timeout=3e5',
    case: 'never-answers',
    ways: ['httpx', 'httpx_async'],
  },
  {
    rule: 'the rest of a refusal is not waited for',
    find: '            _peek(response, call)',
    replace: '            _read(response)',
    case: 'body-stalls',
    ways: ['requests', 'httpx'],
  },
  {
    rule: 'the rest of a refusal is not waited for',
    find: 'await _async_peek(response, call)',
    replace: 'await _async_read(response)',
    case: 'body-stalls',
    ways: ['httpx_async'],
  },
  {
    rule: 'a success that breaks off is none',
    find: `        response.close()
        raise
`,
    replace: `        vars(response).update(_content=b"")
`,
    case: 'body-drops',
    ways: ['requests'],
  },
  {
    rule: 'a wait is waited',
    find: '            sleep(nap_s)',
    replace: '            pass',
    case: 'retry-after-seconds',
    ways: ['requests'],
  },
  {
    rule: 'no wait after the last attempt',
    find: '        for nap_s in _naps(call.next_delay(response, error)):\n            sleep',
    replace: '        sleep(1)\n        for nap_s in _naps(call.next_delay(response, error)):\n            sleep',
    case: 'no-last-sleep',
    ways: ['requests'],
  },
  {
    rule: 'no wait after the last attempt',
    find: '        for nap_s in _naps(call.next_delay(response, error)):\n            await sleep',
    replace:
      '        await sleep(1)\n        for nap_s in _naps(call.next_delay(response, error)):\n            await sleep',
    case: 'no-last-sleep',
    ways: ['httpx_async'],
  },
  {
    rule: 'a wait is waited',
    find: 'await sleep(nap_s)',
    replace: 'pass',
    case: 'retry-after-seconds',
    ways: ['httpx_async'],
  },
  {
    rule: 'a cancelled task ends a wait',
    find: 'await sleep(nap_s)',
    replace: `try:
                await sleep(nap_s)
            except __import__("asyncio").CancelledError:
                pass`,
    case: 'abort-in-wait',
    ways: ['httpx_async'],
  },
  {
    rule: 'a cancelled task ends an attempt',
    find: 'NETWORK_ERRORS = (',
    replace: 'import asyncio\nNETWORK_ERRORS = (\n    asyncio.CancelledError,',
    case: 'abort-in-flight',
    ways: ['httpx_async'],
  },
];
