/**
 * A request whose body is at hand. MSW clones each request and a handler reads it: of the engine's own bodies, both are
 * streams, which took most of the time of an answer.
 */
export class WholeRequest extends Request {
  readonly #text: string;

  constructor(url: string, init: Pick<RequestInit, 'method' | 'headers'>, body: Uint8Array | null) {
    super(url, init);
    this.#text = body === null ? '' : new TextDecoder().decode(body);
  }

  override text(): Promise<string> {
    return Promise.resolve(this.#text);
  }

  /** Nobody can use it up. */
  override clone(): this {
    return this;
  }
}
