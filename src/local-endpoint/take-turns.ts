/** Runs one piece of work after the other, in the order in which they were handed in. */
export type InTurn = <Result>(work: () => Result | Promise<Result>) => Promise<Result>;

/** Creates a queue of work. What fails is told to who handed it in; the next goes on. */
export function takeTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
