/// <reference types="astro/client" />
import type { CollectionEntry } from 'astro:content';
import type { Citations } from './components/citations.ts';
import type { Refusal } from './sandbox/endpoint/refusal.ts';

declare global {
  namespace App {
    interface Locals {
      /** The guide that is being rendered, for the components of its authors. */
      guide?: {
        readonly entry: CollectionEntry<'guides'>;
        readonly refusals: readonly Refusal[];
        readonly citations: Citations;
        /** The snippets that stand on the page so far, by file. */
        readonly placedSnippets: Set<string>;
        /** What a reader in a hurry should do, once that part of the guide has been rendered. */
        whatToDoNow?: string;
      };
      /** Where each file's code is printed on the page: the panel that asked first, by name and text. */
      printedFiles?: Map<string, string>;
      /** Whether a sandbox stands on the page already, and with it what all of them share. */
      hasSandbox?: boolean;
      /** Whether a printed timeline stands on the page already, and with it their hatching. */
      hasStillPatterns?: boolean;
    }
  }
}
