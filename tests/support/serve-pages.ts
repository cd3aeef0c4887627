import { listen, type Listening } from './listen.ts';

/** What a test's own little site answers: HTML as a string, or a body with headers. */
export type TestPageSource =
  | string
  | {
      readonly body: string | Uint8Array;
      readonly headers?: Readonly<Record<string, string>>;
      readonly status?: number;
    };

/** Serves pages from memory on a free port, for tests that need a page which the site does not have. */
export function servePages(pages: Readonly<Record<string, TestPageSource>>): Promise<Listening> {
  return listen((request, response) => {
    const page = pages[new URL(`http://localhost${request.url}`).pathname];
    if (page === undefined) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
    const { body, headers, status = 200 } = typeof page === 'string' ? { body: page } : { headers: {}, ...page };
    response
      .writeHead(status, { 'content-type': 'text/html;charset=utf-8', 'cache-control': 'no-store', ...headers })
      .end(body);
  });
}
