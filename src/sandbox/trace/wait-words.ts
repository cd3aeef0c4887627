import { formatDuration } from './duration.ts';
import type { WaitEvent, WaitReason } from './events.ts';

const words: Readonly<Record<WaitReason, string>> = {
  'retry-after': 'Retry-After',
  ratelimit: 'RateLimit',
  'own-delay': 'own delay',
};

/** Why a call waited, as the page says it: a header's name, or the snippet's own delay. */
export function reasonWord(reason: WaitReason): string {
  return words[reason];
}

/** A wait with its reason: `Retry-After 5.0 s`. */
export function waitText({ t, sinceMs, reason }: WaitEvent): string {
  return `${reasonWord(reason)} ${formatDuration(t - sinceMs)}`;
}
