import { Readable } from 'node:stream';
import axios from 'axios';
import axiosRetry from 'axios-retry';

const client = axios.create();
axiosRetry(client);

/** axios with axios-retry, both as they come. */
export async function call(url: string, { method = 'GET', headers, body, signal }: RequestInit): Promise<unknown> {
  const response = await client.request<unknown>({
    url,
    method,
    headers: Object.fromEntries(new Headers(headers)),
    data: body instanceof ReadableStream ? Readable.from(body) : body,
    ...(signal && { signal }),
  });
  return response.data;
}
