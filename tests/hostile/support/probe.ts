/** Goes into the sandbox beside hostile code: tries something and prints what came of it. */

type Outcome = 'absent' | 'reached' | 'held' | 'nothing came';

function isThere(needs: () => unknown): boolean {
  try {
    return needs() !== undefined;
  } catch {
    // A name that is not defined.
    return false;
  }
}

/**
 * `needs` reads what the attempt works with; `attempt` returns true once it got what it was after. It is given up after
 * so many turns of the event loop, since the virtual clock alone would not wait for the real world.
 */
export async function probe(
  name: string,
  needs: () => unknown,
  attempt: () => unknown,
  mostTurns: number,
): Promise<void> {
  let outcome: Outcome | undefined = isThere(needs) ? undefined : 'absent';
  const settle = (next: Outcome): void => {
    outcome ??= next;
  };
  if (outcome === undefined) {
    void Promise.resolve()
      .then(attempt)
      .then(
        (value) => settle(value === true ? 'reached' : 'held'),
        () => settle('held'),
      );
  }
  for (let turn = 0; turn < mostTurns && outcome === undefined; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  console.log(`${name}: ${outcome ?? 'nothing came'}`);
}
