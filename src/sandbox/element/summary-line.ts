import { keepUnits } from '../trace/duration.ts';
import type { SummaryParts } from '../trace/summary.ts';
import { part } from './part.ts';

/** The sentence beneath a run. */
export interface SummaryLine {
  /** How the run ended, read aloud once. */
  showEnd(summary: SummaryParts): void;
  /** The run so far, for the eyes only: it changes many times a second. */
  showSoFar(summary: SummaryParts): void;
  /** A word about what is going on, read aloud. What comes back takes it away again. */
  say(text: string): () => void;
}

/** Writes into the `.summary` of a sandbox. */
export function createSummaryLine(root: HTMLElement): SummaryLine {
  const line = part(root, '.summary', HTMLElement);
  const status = part(line, '[role=status]', HTMLElement);
  const soFar = part(line, '.so-far', HTMLElement);

  const write = (outcome: string, aloud: readonly (Node | string)[], silent: readonly (Node | string)[]): void => {
    line.dataset['outcome'] = outcome;
    status.replaceChildren(...aloud);
    soFar.replaceChildren(...silent);
  };

  return {
    showEnd: (summary) => write(summary.outcome, sentence(summary), []),
    showSoFar: (summary) => write('running', [], sentence(summary)),
    say(text) {
      const before = [line.dataset['outcome'] ?? 'idle', [...status.childNodes], [...soFar.childNodes]] as const;
      write('running', [text], []);
      return () => write(...before);
    },
  };
}

function sentence({ lead, rest }: SummaryParts): (Node | string)[] {
  const strong = document.createElement('b');
  strong.textContent = lead;
  return [strong, ` ${keepUnits(rest)}`];
}
