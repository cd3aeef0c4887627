import { expect, it } from 'vitest';
import { WholeRequest } from '../../../src/sandbox/endpoint/whole-request.ts';

const bytes = new TextEncoder().encode('{"name":"Zoë"}');
const init = { method: 'POST', headers: [['x-own', 'yes']] satisfies [string, string][] };

it('reads as the engine reads a request with that body', async () => {
  const native = new Request('https://api.example.com/a?b=c', { ...init, body: bytes });
  const whole = new WholeRequest('https://api.example.com/a?b=c', init, bytes);
  expect(await whole.text()).toBe(await native.text());
  expect([whole.method, whole.url, [...whole.headers]]).toEqual([native.method, native.url, [...native.headers]]);
});

it('can be cloned and read as often as a handler likes', async () => {
  const whole = new WholeRequest('https://api.example.com/', init, bytes);
  await whole.text();
  expect(await whole.clone().text()).toBe('{"name":"Zoë"}');
  expect(whole.bodyUsed).toBe(false);
});

it('leaves out the mark of a byte order, as the engine does, and reads no body as an empty text', async () => {
  const marked = new Uint8Array([0xef, 0xbb, 0xbf, 0x61]);
  const native = new Request('https://api.example.com/', { ...init, body: marked });
  expect(await new WholeRequest('https://api.example.com/', init, marked).text()).toBe(await native.text());
  expect(await new WholeRequest('https://api.example.com/', { method: 'GET' }, null).text()).toBe('');
});
