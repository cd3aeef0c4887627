/** Goes through all that code can reach, and counts the functions that are not native and answer to `caller`. */
export const TELLING_FUNCTIONS = `
const seen = new Set<object>();
let functions = 0;
let telling = 0;
const queue: unknown[] = [globalThis, console, crypto, performance, fetch, setTimeout, clearTimeout, queueMicrotask];
while (queue.length > 0) {
  const value = queue.pop();
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue;
  seen.add(value);
  if (typeof value === 'function' && !Function.prototype.toString.call(value).includes('[native code]')) {
    functions += 1;
    try {
      void value.caller;
      telling += 1;
    } catch {}
  }
  queue.push(Reflect.getPrototypeOf(value));
  for (const key of Reflect.ownKeys(value)) {
    const own = Reflect.getOwnPropertyDescriptor(value, key);
    queue.push(own?.value, own?.get, own?.set);
  }
}
console.log(\`\${telling} of \${functions}\`);`;
