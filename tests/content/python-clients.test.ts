import { spawnSync } from 'node:child_process';
import { expect, inject, test } from 'vitest';
import { examCases } from '../../src/exam/cases.ts';
import { loadPythonClients } from '../../src/loaders/load-python-clients.ts';
import { findPythonWith } from '../support/python/find.ts';

const FOLDER = 'src/clients/python';
const clients = loadPythonClients(FOLDER);

/** The options of a call that no comment right above them says where they are documented. */
function undocumentedOptions(code: string): string[] {
  const lines = code.split('\n');
  return lines.filter(
    (line, index) => /^ {4}\w+=/.test(line) && !/^ {4}# .* https:\/\/\S+$/.test(lines[index - 1] ?? ''),
  );
}

function run(python: string, ...args: readonly string[]): unknown {
  const { stdout, stderr, status } = spawnSync(python, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}:\n${stderr}`);
  return stdout === '' ? undefined : JSON.parse(stdout);
}

test('has the four libraries', () => {
  expect(clients.map(({ package: name }) => name)).toEqual(['huggingface_hub', 'openai', 'tenacity', 'urllib3']);
});

test.for(clients)('each setting of $name says where it is documented', ({ code }) => {
  const own = ['    base_url="https://router.huggingface.co/v1",', '    api_key="hf_your_token_here",'];
  expect(undocumentedOptions(code).filter((line) => !own.includes(line))).toEqual([]);
  expect(undocumentedOptions('Retry(\n    total=9,\n)\n# https://a.test/\n')).toEqual(['    total=9,']);
});

/** Of a file on GitHub or a page on PyPI. */
const LINKED_VERSION = /(?:\/blob\/v|pypi\.org\/project\/[^/\s]+\/)(\d[^/\s]*)/g;

test.for(clients)('where $name links a version, it is the one that was read', ({ docs, code, read }) => {
  const linked = [docs, code].flatMap((text) => [...text.matchAll(LINKED_VERSION)].map(([, version]) => version));
  expect(linked.filter((version) => version !== read.version)).toEqual([]);
});

test('some name a version in a link', () => {
  expect(clients.filter(({ docs, code }) => (docs + code).match(LINKED_VERSION) !== null)).toHaveLength(2);
});

test.for(clients)('what $name cannot do is asked for by cases that there are', ({ cannot }) => {
  const known = examCases.map(({ id }) => id);
  expect(cannot.flatMap(({ cases }) => cases).filter((id) => !known.includes(id))).toEqual([]);
});

test.for(clients)('what $name cannot do was read in files of its package', ({ package: name, cannot }) => {
  expect(cannot.map(({ in: path }) => path.split('/')[0])).toEqual(cannot.map(() => name));
});

const { plain } = inject('python');
test.skipIf(plain === undefined).for(clients)('the file of $name is Python', ({ id }) => {
  run(plain ?? '', '-c', 'import ast, sys; ast.parse(open(sys.argv[1]).read())', `${FOLDER}/${id}.py`);
});

const withUrllib3 = findPythonWith(['urllib3']);
test.skipIf(withUrllib3 === undefined)('urllib3 takes its settings, and repeats what may pass, a POST too', () => {
  const made = run(
    withUrllib3 ?? '',
    'tests/support/python-clients/try_urllib3_retry.py',
    `${FOLDER}/urllib3_retry.py`,
  );
  const isOld = /^1\./.test((made as { version: string }).version);
  expect(made).toMatchObject({
    unknown: isOld ? ['backoff_max', 'backoff_jitter'] : [],
    statuses: [408, 429, 500, 502, 503, 504],
    isUsed: true,
    timeout: 60,
  });
  const { waits } = made as { waits: readonly number[] };
  expect(waits).toHaveLength(9);
  expect(waits[0]).toBe(0);
  if (!isOld) expect(Math.max(...waits)).toBe(30);
});

const withTenacity = findPythonWith(['requests', 'tenacity']);
const HAS_WAIT_EXCEPTION = 'import json, tenacity; print(json.dumps(hasattr(tenacity, "wait_exception")))';
const isNewTenacity = withTenacity !== undefined && run(withTenacity, '-c', HAS_WAIT_EXCEPTION) === true;
test.skipIf(!isNewTenacity)('tenacity waits as it is told, and repeats what may pass', () => {
  const script = 'tests/support/python-clients/try_tenacity_retry.py';
  const met = run(withTenacity ?? '', script, `${FOLDER}/tenacity_retry.py`) as Record<
    string,
    { outcome: unknown; requests: number; waits: readonly number[] }
  >;
  expect(met).toMatchObject({
    told: { outcome: 200, requests: 3, options: { timeout: 60, json: {} } },
    final: { outcome: 'HTTPError', requests: 1 },
    always: { outcome: 'HTTPError', requests: 20 },
    dropped: { outcome: 200, requests: 2 },
    bug: { outcome: 'ValueError', requests: 1 },
  });
  expect(Math.min(...(met['told']?.waits ?? []))).toBeGreaterThanOrEqual(7);
  expect(Math.max(...(met['always']?.waits ?? []))).toBeLessThanOrEqual(10);
});
