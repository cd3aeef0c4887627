import { wholeAnswer } from '../answer-plan.ts';
import type { HeaderList } from '../../trace/events.ts';
import type { Reading } from '../service.ts';

const PLAIN_TEXT: HeaderList = [['content-type', 'text/plain; charset=utf-8']];
const JSON_UTF8: HeaderList = [['content-type', 'application/json; charset=utf-8']];

interface Saying {
  readonly status: number;
  readonly statusText: string;
  readonly afterMs: number;
}

function mistake(saying: Saying, headers: HeaderList, body: string): Reading {
  return { kind: 'mistake', plan: wholeAnswer({ ...saying, headers, body }) };
}

/**
 * What axum, the web framework of TGI and TEI, says to a body that it can't use.
 *
 * @see https://docs.rs/axum/0.7.9/axum/extract/rejection/enum.JsonRejection.html
 */
export const axum = {
  notJsonType: (afterMs: number): Reading =>
    mistake(
      { status: 415, statusText: 'Unsupported Media Type', afterMs },
      PLAIN_TEXT,
      'Expected request with `Content-Type: application/json`',
    ),
  notJson: (afterMs: number): Reading =>
    mistake(
      { status: 400, statusText: 'Bad Request', afterMs },
      PLAIN_TEXT,
      'Failed to parse the request body as JSON',
    ),
  noField: (name: string, afterMs: number): Reading =>
    mistake(
      { status: 422, statusText: 'Unprocessable Entity', afterMs },
      PLAIN_TEXT,
      `Failed to deserialize the JSON body into the target type: missing field \`${name}\``,
    ),
};

/** An error as an object with one sentence. */
export function jsonMistake(saying: Saying, value: unknown): Reading {
  return mistake(saying, JSON_UTF8, JSON.stringify(value));
}
