import type { SourcePlace } from '../trace/events.ts';
import type { CompiledFile } from './protocol.ts';

/** Several files as one script. */
export interface MergedFiles {
  readonly code: string;
  /** Which file's line a line of the script is. */
  locate(line: number): SourcePlace | undefined;
}

/** Line ends that engines may count differently; the compiler leaves those of the source. */
const ODD_LINE_ENDS = /[\r\u2028\u2029]/;

/**
 * Makes one script of files, each an argument of a call to `handOver`, since an engine needs as long to load a script as
 * to compile many. `undefined` where the lines of the files could not be told apart for certain.
 */
export function mergeFiles(files: readonly CompiledFile[], handOver: string): MergedFiles | undefined {
  if (files.length < 2 || files.some(({ code }) => ODD_LINE_ENDS.test(code))) return undefined;
  const starts: { readonly file: string; readonly before: number }[] = [];
  let code = '';
  let lines = 0;
  for (const { name, code: own } of files) {
    starts.push({ file: name, before: lines });
    const part = `${handOver}(${own}\n);\n`;
    code += part;
    lines += part.split('\n').length - 1;
  }
  return {
    code,
    locate(line) {
      const start = starts.findLast(({ before }) => before < line);
      return start && { file: start.file, line: line - start.before };
    },
  };
}
