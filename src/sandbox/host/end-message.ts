import type { Budgets } from '../isolate/protocol.ts';
import type { BudgetName, EndReason } from '../trace/events.ts';

const seconds = (ms: number): string => `${ms / 1_000} s`;

const BUDGET_MESSAGES = {
  'sign-of-life': (budgets) =>
    `The code gave no sign of life for ${seconds(budgets.signOfLifeMs)} and was ended. Look for a loop that never waits, or for a list that only grows.`,
  computing: (budgets) =>
    `The code computed for more than ${seconds(budgets.computingMs)} and was ended. Do less work, or stop a timer that never ends.`,
  'virtual-time': (budgets) =>
    `The run reached ${budgets.virtualMs / 3_600_000} hours of virtual time and was ended. Cap your delays, or clear an interval that never stops.`,
  events: (budgets) =>
    `The run made more than ${budgets.events.toLocaleString('en-US')} events and was ended. Send fewer requests or log less.`,
  requests: (budgets) =>
    `The run sent more than ${budgets.requests.toLocaleString('en-US')} requests and was ended. Look for a retry loop without a limit.`,
  'log-lines': (budgets) =>
    `The run printed more than ${budgets.logLines.toLocaleString('en-US')} lines and was ended. Log less.`,
  'message-size': (budgets) =>
    `The code sent or printed more than ${Math.round(budgets.messageBytes / 1_000)} kB at once and the run was ended. Make it smaller.`,
  output: (budgets) =>
    `The run printed and sent more than ${Math.round(budgets.outputBytes / 1_000_000)} MB in all and was ended. Print and send less.`,
  memory: () => 'The code used up its memory and was ended. Keep less of what it receives.',
} as const satisfies Record<BudgetName, (budgets: Budgets) => string>;

/** What a run says whose code never began. */
export const COMPILE_MESSAGE = 'The code does not compile.';

/** The sentence that says why a run ended, and for a budget what to do. */
export function endMessage(reason: EndReason, budgets: Budgets): string {
  switch (reason) {
    case 'threw':
      return 'The code threw an error that nothing caught.';
    case 'gave-up':
      return 'The last answer was a refusal.';
    case 'waits-for-nothing':
      return 'The code waits for something that can never come: no timer, request or answer is left.';
    case 'stopped':
      return 'Stopped.';
    case 'broken-protocol':
      return 'The sandbox broke down and was closed. Run it again.';
    default:
      return BUDGET_MESSAGES[reason](budgets);
  }
}
