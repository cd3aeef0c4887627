/**
 * `npm run scorecard`: puts every client, as it comes and at its best, through all cases of the exam, and writes down
 * what came of it. What did not change since the last time is not run again.
 */
import { writeFileSync } from 'node:fs';
import { formatScorecard, readScorecard, SCORECARD, writeScorecard } from './scorecard-file.ts';
import { takeScorecard } from './take-scorecard.ts';
import { summaryLines } from './summary-lines.ts';

if (process.argv.length > 2) {
  console.error(
    'Usage: npm run scorecard\nExamines the clients that changed, or all if the exam did, and writes down the verdicts. It takes no options.',
  );
  process.exit(process.argv[2] === '--help' ? 0 : 2);
}
const today = new Date().toISOString().slice(0, 10);
const before = readScorecard();
const scorecard = writeScorecard(await takeScorecard('.'), { before, today });
writeFileSync(SCORECARD, formatScorecard(scorecard));
console.log(summaryLines(scorecard).join('\n'));
console.log(
  JSON.stringify(scorecard) === JSON.stringify(before)
    ? `\nNothing changed since ${scorecard.date}.`
    : `\nWrote ${SCORECARD}. Commit it with what changed it.`,
);
