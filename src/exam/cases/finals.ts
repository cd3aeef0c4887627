/** Refusals that no wait cures. */
import type { ExamCase, RuleSource } from '../exam-case.ts';
import { judgeBy, neverRetries, settlesBy, tellsOfFailure } from '../rules.ts';
import { refusingServer, type RefusingServer } from '../server-kit.ts';
import { defineCase, ONE_POST } from './case-kit.ts';

type Final = Pick<ExamCase, 'id' | 'title' | 'behaviour' | 'source'>;

function served(given: Final & Pick<ExamCase, 'server'> & Partial<Pick<ExamCase, 'call'>>): ExamCase {
  return defineCase({
    ...given,
    right: 'It asks once, and tells its caller at once.',
    judge: judgeBy(neverRetries, tellsOfFailure, settlesBy(1_000)),
  });
}

function final({ server, ...rest }: Final & { readonly server: Omit<RefusingServer, 'refusals'> }): ExamCase {
  return served({ ...rest, server: refusingServer({ ...server, refusals: Infinity }) });
}

const reuse: RuleSource = {
  title: 'RFC 9110, section 15.5',
  url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5',
};
const langchain: RuleSource = {
  title: 'langchain-ai/langchainjs, issue 1929',
  url: 'https://github.com/langchain-ai/langchainjs/issues/1929',
};

export const finals: readonly ExamCase[] = [
  final({
    id: 'quota-spent',
    title: 'A quota that is spent',
    behaviour: 'Answers 429 with the code insufficient_quota: the account has no money left.',
    source: langchain,
    server: {
      status: 429,
      body: '{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","code":"insufficient_quota"}}',
    },
  }),
  ...[400, 401, 403, 404, 410].map((status) =>
    final({
      id: `status-${status}`,
      title: `A ${status}`,
      behaviour: `Answers ${status} to every request.`,
      source: reuse,
      server: { status },
    }),
  ),
  served({
    id: 'credits-spent',
    title: 'Credits that are spent',
    behaviour: 'Inference Providers answer 402: the monthly credits are used up.',
    source: {
      title: 'Pricing and Billing, Inference Providers',
      url: 'https://huggingface.co/docs/inference-providers/pricing',
    },
    server: { kind: 'scenario', id: 'providers-credits', settings: {} },
    call: {
      ...ONE_POST,
      url: 'https://router.huggingface.co/v1/chat/completions',
      text: '{"model":"my-org/my-model","messages":[{"role":"user","content":"Question {caller}"}]}',
    },
  }),
  served({
    id: 'action-limit',
    title: 'An action limit',
    behaviour: 'The Hub answers 429 with r above 0: no repository may be created for the rest of the day.',
    source: {
      title: 'Hub rate limits, granular user action rate limits',
      url: 'https://github.com/huggingface/hub-docs/blob/242f4a1eeb/docs/hub/rate-limits.md',
    },
    server: { kind: 'scenario', id: 'hf-hub-action-limit', settings: {} },
    call: { ...ONE_POST, url: 'https://huggingface.co/api/repos/create', text: '{"name":"my-model","type":"model"}' },
  }),
];
