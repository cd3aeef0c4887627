import type { FindPlace } from './errors.ts';

/** What a file's script is called in stacks. */
export function scriptName(file: string): string {
  return `sandbox:///${encodeURI(file)}`;
}

/** Whether a line of a stack stands for one of these functions: `at new Name (` in V8, `Name@` elsewhere. */
function isFrameOf(frame: string, names: readonly string[]): boolean {
  return names.some((name) => frame.includes(`at new ${name} (`) || frame.startsWith(`${name}@`));
}

/** Creates the search over `scripts` (address -> file name); all engines write `address:line:column`. */
export function createFindPlace(scripts: ReadonlyMap<string, string>): FindPlace {
  return (stack, except = []) => {
    for (const frame of stack.split('\n')) {
      if (isFrameOf(frame, except)) continue;
      for (const [address, file] of scripts) {
        const at = frame.lastIndexOf(`${address}:`);
        const line = at === -1 ? Number.NaN : Number.parseInt(frame.slice(at + address.length + 1), 10);
        if (line > 0) return { file, line };
      }
    }
    return undefined;
  };
}
