import { formatCount } from '../../trace/duration.ts';
import { defineScenario } from '../define-scenario.ts';
import type { Gate, Route } from '../scenario.ts';
import { serve } from './endpoint-host.ts';
import { latencyField, wholeField } from './fields.ts';
import { account, freshWindow, HUB_TIMING, hubHost, readingRoutes, windowGate } from './hub-host.ts';

const COMMIT_PATH = '/api/:kind/:owner/:name/commit/:revision';
/** As a captured refusal of a commit had it: 949 of 1,000 requests left in the window, and 271 s to go. */
const WINDOW = { limit: 1_000, windowSeconds: 300, remaining: 950, resetSeconds: 271 };

const windows: Readonly<Record<string, Gate>> = {
  api: windowGate('api', WINDOW, false),
  resolvers: freshWindow('resolvers', 5_000),
};
const reading: readonly Route[] = readingRoutes(account('api'), account('resolvers'));

export const hubActionLimit = defineScenario({
  id: 'hf-hub-action-limit',
  title: 'The Hub, with few commits left',
  description: 'A repository takes 128 commits an hour and has 3 left; the window of API requests has room.',
  fields: [
    wholeField('limit', 'Commits per hour', '', 128, [1, 10_000]),
    wholeField('remaining', 'Commits left at the start', '', 3, [0, 10_000]),
    latencyField(900),
  ],
  check: ({ limit, remaining }) =>
    remaining <= limit
      ? []
      : [{ field: 'remaining', message: `No more than the limit can be left: at most ${formatCount(limit)}.` }],
  build: ({ limit, remaining, latencyMs }) => {
    const hour = { kind: 'fixed-window', limit, windowMs: 3_600_000, used: limit - remaining } as const;
    // 300 a day, of which none is left: the second kind of action whose refusal is known by the letter.
    const day = { kind: 'fixed-window', limit: 300, windowMs: 86_400_000, used: 300 } as const;
    const commits = { gate: 'commits', form: 'hub-action-limit/commits' };
    const creations = { gate: 'creations', form: 'hub-action-limit/repository-creation' };
    return {
      gates: {
        ...windows,
        commits: { role: 'action', limiter: hour, isDrawn: true },
        creations: { role: 'action', limiter: day, isDrawn: false },
      },
      hosts: [
        hubHost([
          serve('POST', COMMIT_PATH, 'hub-commit', [account('api'), commits]),
          serve('POST', '/api/repos/create', 'hub-create', [account('api'), creations]),
          ...reading,
        ]),
      ],
      timing: { ...HUB_TIMING, latencyMs },
    };
  },
});

export const hubGitQueue = defineScenario({
  id: 'hf-hub-git-queue',
  title: 'The Hub, with commits in a queue',
  description: 'One commit at a time on a repository; a commit that has waited 10 s for its turn is refused.',
  fields: [
    wholeField('limit', 'Commits at once', '', 1, [1, 100]),
    wholeField('queueSeconds', 'Longest wait in the queue', 's', 10, [1, 600]),
    wholeField('latencyMs', 'Time for one commit', 'ms', 4_000, [100, 60_000]),
  ],
  build: ({ limit, queueSeconds, latencyMs }) => {
    // No refusal is known for a queue that is full, so it never is.
    const limiter = { kind: 'concurrency', limit, queueLimit: 10_000, queueTimeoutMs: queueSeconds * 1_000 } as const;
    const git = { gate: 'git', form: 'hub-git-queue/waited-too-long' };
    return {
      gates: { ...windows, git: { role: 'slots', limiter, isDrawn: true } },
      hosts: [hubHost([serve('POST', COMMIT_PATH, 'hub-commit', [account('api'), git]), ...reading])],
      timing: { ...HUB_TIMING, latencyMs },
    };
  },
});
