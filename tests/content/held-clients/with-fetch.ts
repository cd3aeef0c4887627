/** Node's own `fetch`: nothing of it is replaced, it meets the same network. */
export const call = (url: string, init: RequestInit): Promise<Response> => fetch(url, init);
