import ky from 'ky';

/** ky as it comes. */
export const call = (url: string, init: RequestInit): Promise<Response> => ky(url, init);
