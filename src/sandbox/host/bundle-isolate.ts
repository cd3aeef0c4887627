/** Build time only: makes the one classic script that an isolate runs. */
import { resolve } from 'node:path';
import { rolldown } from 'rolldown';

/** Bundles the browser's isolate into one script, without imports, ready to become a blob. */
export async function bundleIsolate(): Promise<string> {
  const bundle = await rolldown({ input: resolve('src/sandbox/isolate/browser-worker.ts'), platform: 'browser' });
  try {
    // Modules are strict, and a bundle of them must stay so: of a sloppy function an engine tells who called it.
    const { output } = await bundle.generate({ format: 'iife', minify: true, strict: true });
    const [chunk] = output;
    return chunk.code;
  } finally {
    await bundle.close();
  }
}
