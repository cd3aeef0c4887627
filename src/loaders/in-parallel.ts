import { availableParallelism } from 'node:os';

/** Does the work on all of `items`, on as many at once as there are processors, and keeps their order. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const done: Result[] = [];
  const rest = [...items.entries()];
  const workThrough = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) done[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, workThrough));
  return done;
}
