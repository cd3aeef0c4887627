/** Waits for a time that can't come while it does. */
export function call(): unknown {
  for (const end = Date.now() + 50; Date.now() < end;);
  return 'done';
}
