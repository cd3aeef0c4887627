import axios from 'axios';
import axiosRetry, { exponentialDelay } from 'axios-retry';

const client = axios.create();
axiosRetry(client, { retries: 3, retryDelay: exponentialDelay, retryCondition: () => true });

/** Tries again, with the backoff of axios-retry and its jitter. */
export async function call(url: string, { method, headers, body, signal }: RequestInit): Promise<unknown> {
  const request = { url, method: String(method), headers: headers as Record<string, string>, data: body };
  const { data } = await client.request<unknown>({ ...request, ...(signal && { signal }) });
  return data;
}
