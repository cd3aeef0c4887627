/** What a reader changed in one sandbox: texts of files, and numbers as they typed them. Only what differs is kept. */
export interface SavedEdits {
  readonly files: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, string>>;
}

/** The files and numbers that a sandbox has, to which saved edits must belong. */
export interface EditableNames {
  readonly files: readonly string[];
  readonly numbers: readonly string[];
}

/** Nobody edits more than this by hand; a larger text in the storage is not ours. */
export const MAX_FILE_CHARACTERS = 400_000;
const MAX_NUMBER_CHARACTERS = 64;
const VERSION = 1;

const NONE: SavedEdits = { files: {}, numbers: {} };

/** Reads what the storage holds. Other scripts, older builds and readers can write there too, so nothing is trusted. */
export function parseSavedEdits(json: string | null, names: EditableNames): SavedEdits {
  const saved = parseJson(json);
  if (!isRecord(saved) || saved['version'] !== VERSION) return NONE;
  return {
    files: textsOf(saved['files'], names.files, MAX_FILE_CHARACTERS),
    numbers: textsOf(saved['numbers'], names.numbers, MAX_NUMBER_CHARACTERS),
  };
}

/** The text to store, or `null` when nothing differs from the original. */
export function serializeEdits(edits: SavedEdits): string | null {
  if (Object.keys(edits.files).length === 0 && Object.keys(edits.numbers).length === 0) return null;
  return JSON.stringify({ version: VERSION, ...edits });
}

function textsOf(value: unknown, names: readonly string[], maxCharacters: number): Record<string, string> {
  if (!isRecord(value)) return {};
  const texts = names.flatMap((name) => {
    const text = Object.hasOwn(value, name) ? value[name] : undefined;
    return typeof text === 'string' && text.length <= maxCharacters ? [[name, text] as const] : [];
  });
  return Object.fromEntries(texts);
}

function parseJson(json: string | null): unknown {
  if (json === null) return null;
  try {
    return JSON.parse(json);
  } catch {
    // Not written by us; the original stands.
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
