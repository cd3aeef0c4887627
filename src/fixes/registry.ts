import { linksOf } from './check-fix.ts';
import { fixParts, hasExtension, type FixPart } from './file-names.ts';
import type { FixOnDisk } from './read-fix.ts';

interface RegistryFile {
  readonly path: string;
  readonly type: 'registry:file';
  readonly target: string;
  readonly content: string;
}

/**
 * What `npx shadcn add` takes, by https://ui.shadcn.com/schema/registry-item.json.
 *
 * An item of this type whose files all have a target goes into any project, without a `components.json`.
 */
export interface RegistryItem {
  readonly $schema: string;
  readonly name: string;
  readonly type: 'registry:item';
  readonly title: string;
  readonly description: string;
  readonly files: readonly RegistryFile[];
  /** Printed after the files are written. */
  readonly docs: string;
  readonly categories: readonly string[];
  readonly meta: Readonly<Record<string, string>>;
}

/** What lists the items: tools look there for what a registry has. */
export interface RegistryCatalogue {
  readonly $schema: string;
  readonly name: string;
  readonly homepage: string;
  readonly items: readonly (Omit<RegistryItem, '$schema' | 'docs' | 'files'> & {
    readonly files: readonly Omit<RegistryFile, 'content'>[];
  })[];
}

/** The name of the item that brings a file: `retry` for `retry.ts`, `retry-requests-py` for `retry_requests.py`. */
export function itemName(file: string): string {
  return file.replace(/\.ts$/, '').replace(/\.py$/, '-py').replaceAll('_', '-');
}

/** Where a file goes from the root of a project. */
export function targetOf(file: string): string {
  return hasExtension(file, 'ts') ? `src/lib/${file}` : file;
}

/** The command that runs a file's test once both are in a project. */
export function testCommand({ test = '' }: FixPart): string {
  return hasExtension(test, 'ts') ? `npx vitest run ${targetOf(test)}` : `python3 -m pytest ${targetOf(test)}`;
}

/** One item for each file of a fix, with the file's test. */
export function registryItems(fix: FixOnDisk, homepage: string): readonly RegistryItem[] {
  const { guideUrl, fixUrl } = linksOf(fix, homepage);
  const [newest] = fix.versions;
  return fixParts(fix.files.map(({ name }) => name)).map((part) => ({
    $schema: 'https://ui.shadcn.com/schema/registry-item.json',
    name: itemName(part.file),
    type: 'registry:item',
    title: `${fix.titles?.[part.file] ?? fix.title} (${hasExtension(part.file, 'ts') ? 'TypeScript' : 'Python'})`,
    description: fix.description,
    files: [part.file, part.test].flatMap((name) => fileOf(fix, name)),
    docs: `See it pass: ${testCommand(part)}\nWhat it is for: ${fixUrl}`,
    categories: ['http', 'retry', hasExtension(part.file, 'ts') ? 'typescript' : 'python'],
    meta: {
      version: newest?.version ?? '',
      date: newest?.date.toISOString().slice(0, 10) ?? '',
      sha256: newest?.files?.[part.file]?.text.replace('sha256:', '') ?? '',
      guide: guideUrl,
    },
  }));
}

function fileOf(fix: FixOnDisk, name: string | undefined): readonly RegistryFile[] {
  return fix.files
    .filter((file) => file.name === name)
    .map(({ name: file, text }) => ({
      path: `${fix.name}/${file}`,
      type: 'registry:file',
      target: `~/${targetOf(file)}`,
      content: text,
    }));
}

/** The list of all items, without their content, which each item's own file has. */
export function registryCatalogue(items: readonly RegistryItem[], homepage: string): RegistryCatalogue {
  return {
    $schema: 'https://ui.shadcn.com/schema/registry.json',
    name: 'try-again-later',
    homepage,
    items: items.map(({ name, type, title, description, files, categories, meta }) => ({
      name,
      type,
      title,
      description,
      files: files.map(({ path, type: fileType, target }) => ({ path, type: fileType, target })),
      categories,
      meta,
    })),
  };
}
