import { expect, test } from 'vitest';
import { tabHelp, tabModeAfter } from '../../../src/sandbox/editor/tab-rule.ts';

test.each([
  ['focused', 'leaves'],
  ['typed', 'indents'],
  ['clicked', 'indents'],
  ['escaped', 'leaves'],
] as const)('once the reader has %s, Tab %s', (cue, mode) => {
  expect(tabModeAfter(cue)).toBe(mode);
});

test('the help says how to leave the editor', () => {
  expect(tabHelp('indents')).toContain('Escape');
  expect(tabHelp('leaves')).toContain('Tab leaves');
});
