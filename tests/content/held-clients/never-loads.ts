/** Nothing to examine: it throws as it is loaded. */
export const call: () => void = fail('This client is of no use here.');

function fail(message: string): never {
  throw new Error(message);
}
