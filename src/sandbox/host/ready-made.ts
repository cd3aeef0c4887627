/** What the build compiled already, so that a snippet as the guide prints it runs without the compiler. */
import type { CompiledFile } from '../isolate/protocol.ts';

/** Files, and what the compiler made of exactly these. */
export interface ReadyMade {
  readonly files: Readonly<Record<string, string>>;
  readonly compiled: readonly CompiledFile[];
}

/** What the build compiled, if it did so of these very files: a page may be older than what it loads. */
export function readyMadeOf(
  files: Readonly<Record<string, string>>,
  readyMade: ReadyMade,
): readonly CompiledFile[] | undefined {
  const names = Object.keys(readyMade.files);
  const areSame =
    names.length === Object.keys(files).length && names.every((name) => files[name] === readyMade.files[name]);
  return areSame ? readyMade.compiled : undefined;
}

/** Reads it back from JSON; `undefined` for anything else. */
export function parseReadyMade(value: unknown): ReadyMade | undefined {
  if (!isFields(value)) return undefined;
  const { files, compiled } = value;
  return isTexts(files) && Array.isArray(compiled) && compiled.every(isCompiledFile) ? { files, compiled } : undefined;
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isFields(value) && Object.values(value).every((text) => typeof text === 'string');
}

function isCompiledFile(value: unknown): value is CompiledFile {
  if (!isFields(value)) return false;
  const { name, code, imports } = value;
  const areNames = Array.isArray(imports) && imports.every((each) => typeof each === 'string');
  return typeof name === 'string' && typeof code === 'string' && areNames;
}
