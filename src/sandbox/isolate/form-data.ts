import { PlainBlob, PlainFile, bytesOf, joinBytes } from './blob.ts';

type FormValue = string | PlainFile;

/** `FormData` in plain JavaScript, for the blobs above. */
export class PlainFormData {
  #entries: [name: string, value: FormValue][] = [];

  append(name: string, value: unknown, fileName?: string): void {
    this.#entries.push([String(name), toFormValue(value, fileName)]);
  }

  set(name: string, value: unknown, fileName?: string): void {
    const index = this.#entries.findIndex(([key]) => key === String(name));
    if (index === -1) return this.append(name, value, fileName);
    this.#entries = this.#entries.filter(([key], at) => key !== String(name) || at === index);
    this.#entries[index] = [String(name), toFormValue(value, fileName)];
  }

  delete(name: string): void {
    this.#entries = this.#entries.filter(([key]) => key !== String(name));
  }

  get(name: string): FormValue | null {
    return this.#entries.find(([key]) => key === String(name))?.[1] ?? null;
  }

  getAll(name: string): FormValue[] {
    return this.#entries.filter(([key]) => key === String(name)).map(([, value]) => value);
  }

  has(name: string): boolean {
    return this.#entries.some(([key]) => key === String(name));
  }

  forEach(callback: (value: FormValue, name: string, form: PlainFormData) => void): void {
    for (const [name, value] of this.#entries) callback(value, name, this);
  }

  *entries(): Generator<[string, FormValue]> {
    yield* this.#entries;
  }

  *keys(): Generator<string> {
    for (const [name] of this.#entries) yield name;
  }

  *values(): Generator<FormValue> {
    for (const [, value] of this.#entries) yield value;
  }

  [Symbol.iterator](): Generator<[string, FormValue]> {
    return this.entries();
  }

  get [Symbol.toStringTag](): string {
    return 'FormData';
  }
}

function toFormValue(value: unknown, fileName?: string): FormValue {
  if (value instanceof PlainFile && fileName === undefined) return value;
  if (value instanceof PlainBlob) return new PlainFile([value], fileName ?? 'blob', { type: value.type });
  return String(value);
}

function quote(text: string): string {
  return text.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}

/** The form as a `multipart/form-data` body (RFC 7578). */
export function encodeMultipart(form: PlainFormData, boundary: string): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quote(name)}"`;
    if (typeof value === 'string') {
      parts.push(encoder.encode(`${head}\r\n\r\n${value}\r\n`));
    } else {
      const type = value.type || 'application/octet-stream';
      parts.push(encoder.encode(`${head}; filename="${quote(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`));
      parts.push(bytesOf(value), encoder.encode('\r\n'));
    }
  }
  parts.push(encoder.encode(`--${boundary}--\r\n`));
  return joinBytes(parts);
}
