import { ensureBrowsers } from './browsers/install.ts';
import { createTemporaryFolder } from './browsers/child.ts';
import { addCounts, type Counts, formatCounts, NO_COUNTS } from './counts.ts';
import { runStep } from './run-step.ts';
import { FIND_BROWSERS, STEPS } from './steps.ts';

// Astro would report each build to its makers.
process.env.ASTRO_TELEMETRY_DISABLED ??= '1';
// `npm test -- unit lint` runs these steps only, `npm test` all.
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no step "${unknown.join('", "')}": choose from ${STEPS.map(({ name }) => `"${name}"`).join(', ')}.`,
  );
  process.exit(1);
}

const reportFolder = createTemporaryFolder();
const failed = new Set<string>();
const summary: string[] = [];
let total: Counts = NO_COUNTS;

function record(name: string, counts: Counts, note: string): void {
  total = addCounts(total, counts);
  if (counts.failed > 0) failed.add(name);
  const line = `${counts.failed > 0 ? 'FAILED' : 'passed'}  ${name}: ${formatCounts(counts)} (${note})`;
  summary.push(line);
  console.log(`${line}\n`);
}

let haveLookedForBrowsers = false;
/** Browsers are found or installed only when a step asks for them, so that a first failure is seen early. */
function lookForBrowsers(): void {
  haveLookedForBrowsers = true;
  const startMs = performance.now();
  try {
    ensureBrowsers();
    record(FIND_BROWSERS, { ...NO_COUNTS, passed: 1 }, seconds(startMs));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    record(FIND_BROWSERS, { ...NO_COUNTS, failed: 1 }, seconds(startMs));
  }
}

function seconds(startMs: number): string {
  return `${((performance.now() - startMs) / 1000).toFixed(1)} s`;
}

for (const step of STEPS) {
  if (wanted.length > 0 && !wanted.includes(step.name)) continue;
  if (step.needs?.includes(FIND_BROWSERS) && !haveLookedForBrowsers) lookForBrowsers();
  const lacking = step.needs?.find((name) => failed.has(name));
  if (lacking) {
    record(step.name, { ...NO_COUNTS, failed: 1 }, `not run, since "${lacking}" failed`);
    continue;
  }
  console.log(`--- ${step.name}`);
  const startMs = performance.now();
  record(step.name, runStep(step, reportFolder), seconds(startMs));
}

console.log(summary.join('\n'));
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${formatCounts(total)}`);
