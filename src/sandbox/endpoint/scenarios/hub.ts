import { defineScenario } from '../define-scenario.ts';
import type { Scenario } from '../scenario.ts';
import { latencyField, limitField, remainingField, resetField, wholeField, windowField } from './fields.ts';
import {
  account,
  anonymous,
  checkWindow,
  freshWindow,
  HUB_TIMING,
  hubHost,
  readingRoutes,
  windowGate,
  type WindowNumbers,
} from './hub-host.ts';

function windowFields({ limit, windowSeconds, remaining, resetSeconds }: WindowNumbers, limitLabel?: string) {
  return [
    limitField(limit, limitLabel),
    windowField(windowSeconds),
    remainingField(remaining),
    resetField(resetSeconds),
    latencyField(120),
  ];
}

function windowScenario(id: string, title: string, description: string, numbers: WindowNumbers): Scenario {
  return defineScenario({
    id,
    title,
    description,
    fields: windowFields(numbers),
    check: checkWindow,
    build: (settings) => ({
      gates: { api: windowGate('api', settings, true), resolvers: freshWindow('resolvers', 5_000) },
      hosts: [hubHost(readingRoutes(account('api'), account('resolvers')))],
      timing: { ...HUB_TIMING, latencyMs: settings.latencyMs },
    }),
  });
}

export const hubWindow = windowScenario(
  'hf-hub-window',
  'The Hub, with the window used up',
  'A free account that has used its 1,000 API requests; the window ends in 55 s.',
  { limit: 1_000, windowSeconds: 300, remaining: 0, resetSeconds: 55 },
);

export const hubWindowSmall = windowScenario(
  'hf-hub-window-small',
  'The Hub, with a small window',
  'The same headers and answers with 5 requests per 10 s, so that pacing can be watched.',
  { limit: 5, windowSeconds: 10, remaining: 5, resetSeconds: 10 },
);

export const hubWindowAnonymous = defineScenario({
  id: 'hf-hub-window-anonymous',
  title: 'The Hub, with a token and without',
  description: 'Without a token the address has used its 500 API requests; with one, an account has 1,000 of its own.',
  fields: [
    ...windowFields({ limit: 500, windowSeconds: 300, remaining: 0, resetSeconds: 55 }, 'Limit without a token'),
    wholeField('accountLimit', 'Limit with a token', 'requests', 1_000, [1, 100_000]),
  ],
  check: checkWindow,
  build: (settings) => {
    const withToken = readingRoutes(account('account'), account('account-files'));
    const without = readingRoutes(anonymous('address'), anonymous('address-files'));
    return {
      gates: {
        address: windowGate('api', settings, true),
        'address-files': freshWindow('resolvers', 3_000),
        account: freshWindow('api', settings.accountLimit, true),
        'account-files': freshWindow('resolvers', 5_000),
      },
      hosts: [
        hubHost([
          ...withToken.map((route) => ({ ...route, needs: 'token' as const })),
          ...without.map((route) => ({ ...route, needs: 'no-token' as const })),
        ]),
      ],
      timing: { ...HUB_TIMING, latencyMs: settings.latencyMs },
    };
  },
});
