/** Sleeps without a timer. */
export function call(): unknown {
  return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
}
