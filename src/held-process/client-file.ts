/** The file of a run that Node loads from its own place, with its packages; the others are evaluated as in an isolate. */
export const CLIENT_FILE = 'client.ts';
