import type { TestProject } from 'vitest/node';
import type { FoundPython } from './python/find.ts';
import { ensurePython } from './python/install.ts';

declare module 'vitest' {
  interface ProvidedContext {
    python: FoundPython;
  }
}

/** Finds Python, once for all tests that run it. */
export function setup(project: TestProject): void {
  project.provide('python', ensurePython());
}
