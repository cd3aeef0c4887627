/** Looks for an error event in a stream of server-sent events. */
export interface SseErrorScanner {
  /** Takes the next piece of the body, cut anywhere; `true` once an error has been seen. `last` ends the body. */
  push(text: string, last: boolean): boolean;
}

/** Whether the data of an event is a JSON object with an `error` in it. */
function carriesError(data: string): boolean {
  if (!data.includes('"error"')) return false;
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null && 'error' in value && Boolean(value.error);
  } catch {
    // Data that is no JSON, such as `[DONE]`, is no error: what it means is the snippet's affair.
    return false;
  }
}

/** Whether one event, its lines between two blank ones, tells of an error. */
function isErrorEvent(lines: readonly string[]): boolean {
  const data: string[] = [];
  let name = '';
  for (const line of lines) {
    const [, field, value = ''] = /^(data|event)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'data') data.push(value);
    if (field === 'event') name = value;
  }
  return data.length > 0 && (name === 'error' || carriesError(data.join('\n')));
}

/**
 * Finds an overload reported inside a `200`: an event named `error`, or one whose data is a JSON object with a truthy
 * `error`. Inference servers send both shapes of body: `{"error":"..."}` and `{"error":{"message":"..."}}`.
 */
export function createSseErrorScanner(): SseErrorScanner {
  let rest = '';
  let lines: string[] = [];
  let found = false;
  return {
    push(text, last) {
      if (found) return true;
      const parts = (rest + text).split(/\r\n|\n|\r(?!$)/);
      rest = parts.pop() ?? '';
      for (const line of last ? [...parts, rest.replace(/\r$/, ''), ''] : parts) {
        if (line !== '') lines.push(line);
        else {
          found ||= isErrorEvent(lines);
          lines = [];
        }
      }
      return found;
    },
  };
}
