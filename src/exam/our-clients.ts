import type { Need } from './exam-case.ts';
import { FETCH_OFFERS } from './exam-files.ts';

/** A client made of our own fixes. */
export interface OurClient {
  readonly id: string;
  readonly title: string;
  /** In `src/exam/clients/`. */
  readonly file: string;
  /** The fixes that it imports, by their folders in `src/content/fixes/`. */
  readonly fixes: readonly string[];
  /** What it is made for beside trying again. */
  readonly offers: readonly Need[];
}

/** Our own clients, which pass every case that applies to them; the exam of the site's fixes is theirs. */
export const ourClients: readonly OurClient[] = [
  { id: 'retry', title: 'retry', file: 'fetch-with-retry.ts', fixes: ['retry'], offers: FETCH_OFFERS },
  {
    id: 'retry-and-sse-guard',
    title: 'retry with sse-guard',
    file: 'retry-and-sse-guard.ts',
    fixes: ['retry', 'sse-guard'],
    offers: [...FETCH_OFFERS, 'reads-streams'],
  },
  {
    id: 'retry-and-budget',
    title: 'retry with retry-budget',
    file: 'retry-and-budget.ts',
    fixes: ['retry', 'retry-budget'],
    offers: [...FETCH_OFFERS, 'retry-budget'],
  },
];
