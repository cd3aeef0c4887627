import { expect, test } from 'vitest';
import { createToUrl } from '../../../src/local-endpoint/target-url.ts';

const host = (origin: string) => ({ origin, style: 'json', routes: [] }) as const;
const hosts = [
  host('https://huggingface.co'),
  host('https://router.huggingface.co'),
  host('https://*.endpoints.huggingface.cloud'),
];
const OWN = 'abc123.us-east-1.aws.endpoints.huggingface.cloud';

test.each([
  ['a path', '/api/models?limit=1', 'https://huggingface.co/api/models?limit=1'],
  ['the root', '/', 'https://huggingface.co/'],
  ['the whole server, as OPTIONS has it', '*', 'https://huggingface.co/'],
  ['another host', '/router.huggingface.co/v1/chat?a', 'https://router.huggingface.co/v1/chat?a'],
  ['another host alone', '/router.huggingface.co', 'https://router.huggingface.co/'],
  ['another host with a query', '/router.huggingface.co?a=b', 'https://router.huggingface.co/?a=b'],
  ['a host of the reader', `/${OWN}/generate`, `https://${OWN}/generate`],
  ['a host in capitals', '/Router.HuggingFace.co/v1', 'https://router.huggingface.co/v1'],
  ['a name that only ends like a host', '/xhuggingface.co/a', 'https://huggingface.co/xhuggingface.co/a'],
  ['a dot that is none', '/huggingfaceXco/a', 'https://huggingface.co/huggingfaceXco/a'],
  ['two slashes', '//evil.example/a', 'https://huggingface.co//evil.example/a'],
  ['a whole address', 'http://router.huggingface.co/v1?a', 'https://router.huggingface.co/v1?a'],
  ['a whole address of no server', 'http://evil.example:81/a', 'https://evil.example:81/a'],
])('%s', (_, target, url) => {
  expect(createToUrl(hosts)(target)).toBe(url);
});

test('a first host that is partly the reader’s gets an example in that part', () => {
  expect(createToUrl(hosts.slice(2))('/generate')).toBe(`https://${OWN}/generate`);
});
