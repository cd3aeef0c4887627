/** The client under examination. In an exam the examined file takes this one's place; as it stands, it is `fetch` alone. */
export const fetchAlone = (input: string, init?: RequestInit): Promise<Response> => fetch(input, init);
