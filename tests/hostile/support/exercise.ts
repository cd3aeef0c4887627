/**
 * Goes into the sandbox beside hostile code: uses all of the runtime with as little of the language as it can, so that
 * what changes its trace has changed the runtime.
 */
export async function exercise(): Promise<void> {
  const post = {
    method: 'POST',
    body: '{"inputs":"hello"}',
    headers: { 'x-a': '1' },
    signal: AbortSignal.timeout(9_000),
  };
  const first = await fetch('https://api.test/first?q=1', post);
  console.log('%s %d', first.status, first.headers.get('content-type'), await first.json());
  const second = await fetch(new Request('https://api.test/second', post));
  for await (const text of second.body?.pipeThrough(new TextDecoderStream()) ?? []) console.log(text);
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 5);
  try {
    await fetch('https://api.test/third', { signal: controller.signal });
  } catch (error) {
    console.log(error);
  }
  const map = new Map([['a', { b: 'c' }]]);
  console.log(map, new Set([1]), [1, 'x', null], new Date(), /x/g, new URL('https://a.test/'), new Headers({ b: 'c' }));
  console.table([{ a: 1 }, { a: 2 }]);
  const form = new FormData();
  form.append('a', new Blob(['bytes']));
  console.log(await new Response(form).text(), crypto.randomUUID(), Math.random());
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
    if (ticks === 2) clearInterval(timer);
  }, 10);
  await new Promise((resolve) => setTimeout(resolve, 50));
  throw new RangeError(`done after ${ticks}`);
}
