import { numberProblem, readNumber, type NumberField } from './number-field.ts';
import { MAX_FILE_CHARACTERS, type SavedEdits } from './saved-edits.ts';

/** What one sandbox holds: the files and numbers of the guide, and what the reader made of them. */
export interface SandboxModel {
  readonly fields: readonly NumberField[];
  /** The file that a run begins with. */
  entry(): string;
  names(): readonly string[];
  text(file: string): string;
  /** The guide's text, or `undefined` for a file that a script added. */
  original(file: string): string | undefined;
  files(): Record<string, string>;
  setText(file: string, text: string): void;
  /** Puts a whole set of files in place of the present one. Throws a sentence if it can't be run. */
  replaceFiles(files: Readonly<Record<string, string>>): void;
  /** A number as it stands in its field, right or wrong. */
  typed(number: string): string;
  setTyped(number: string, text: string): void;
  /** Sets numbers by value. Throws a sentence if one is unknown or out of bounds. */
  setNumbers(numbers: Readonly<Record<string, number>>): void;
  /** The numbers to run with, and the fields whose text is none. */
  numbers(): { readonly values: Record<string, number>; readonly wrong: readonly NumberField[] };
  edits(): SavedEdits;
  isChanged(): boolean;
  /** Back to the guide's files and numbers. What comes back undoes it. */
  reset(): () => void;
  subscribe(listener: () => void): void;
}

/** What the page printed. */
export interface ModelSource {
  readonly entry: string;
  readonly files: ReadonlyMap<string, string>;
  readonly fields: readonly NumberField[];
}

/** Holds the state of one sandbox. It knows nothing of the page. */
export function createSandboxModel(source: ModelSource): SandboxModel {
  let files = new Map(source.files);
  let typed = new Map(source.fields.map((field) => [field.name, String(field.original)]));
  const listeners: (() => void)[] = [];
  const changed = (): void => listeners.forEach((listener) => listener());
  const fieldOf = (name: string): NumberField => {
    const field = source.fields.find((candidate) => candidate.name === name);
    if (field !== undefined) return field;
    throw new RangeError(
      `This scenario has no number "${name}". It has: ${source.fields.map((f) => f.name).join(', ')}.`,
    );
  };

  return {
    fields: source.fields,
    entry: () => (files.has(source.entry) ? source.entry : ([...files.keys()][0] ?? source.entry)),
    names: () => [...files.keys()],
    text: (file) => files.get(file) ?? '',
    original: (file) => source.files.get(file),
    files: () => Object.fromEntries(files),
    setText(file, text) {
      if (files.get(file) === text) return;
      files.set(file, text);
      changed();
    },
    replaceFiles(next) {
      files = checkedFiles(next);
      changed();
    },
    typed: (number) => typed.get(number) ?? '',
    setTyped(number, text) {
      if (typed.get(fieldOf(number).name) === text) return;
      typed.set(number, text);
      changed();
    },
    setNumbers(numbers) {
      for (const [name, value] of Object.entries(numbers)) {
        const problem = numberProblem(fieldOf(name), value);
        if (problem !== undefined) throw new RangeError(`Failed to set “${name}” to ${value}. ${problem}`);
      }
      for (const [name, value] of Object.entries(numbers)) typed.set(name, String(value));
      changed();
    },
    numbers() {
      const values: Record<string, number> = {};
      const wrong: NumberField[] = [];
      for (const field of source.fields) {
        const reading = readNumber(field, typed.get(field.name) ?? '');
        if (reading.kind === 'value') values[field.name] = reading.value;
        else wrong.push(field);
      }
      return { values, wrong };
    },
    edits: () => ({
      files: Object.fromEntries([...files].filter(([name, text]) => source.files.get(name) !== text)),
      numbers: Object.fromEntries(
        source.fields
          .filter((field) => typed.get(field.name) !== String(field.original))
          .map((field) => [field.name, typed.get(field.name) ?? '']),
      ),
    }),
    isChanged() {
      const sameFiles =
        files.size === source.files.size && [...files].every(([name, text]) => source.files.get(name) === text);
      return !sameFiles || source.fields.some((field) => typed.get(field.name) !== String(field.original));
    },
    reset() {
      const before = { files, typed };
      files = new Map(source.files);
      typed = new Map(source.fields.map((field) => [field.name, String(field.original)]));
      changed();
      return () => {
        ({ files, typed } = before);
        changed();
      };
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}

/** Scripts hand in anything; say what is wrong instead of failing somewhere inside a run. */
function checkedFiles(files: unknown): Map<string, string> {
  if (typeof files !== 'object' || files === null) {
    throw new TypeError('A sandbox takes its files as an object: { "main.ts": "text" }.');
  }
  const entries = Object.entries(files).map(([name, text]: [string, unknown]) => {
    if (typeof text !== 'string') throw new TypeError(`The text of "${name}" is not a string.`);
    if (text.length > MAX_FILE_CHARACTERS) {
      throw new RangeError(
        `"${name}" is longer than ${MAX_FILE_CHARACTERS} characters, the most that a sandbox takes.`,
      );
    }
    return [name, text] as const;
  });
  if (entries.length === 0) throw new TypeError('A sandbox needs at least one file.');
  return new Map(entries);
}
