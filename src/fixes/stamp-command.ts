/**
 * `npm run stamp`: writes into the header of every file of every fix where it comes from, its version and its hash, and the
 * hashes into the newest version of `fix.yaml`. Exit status 1 when a file changed whose version readers already have.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixNames, readFix } from './read-fix.ts';
import { readHomepage } from './homepage.ts';
import { stampFix } from './stamp-fix.ts';

const FIXES = 'src/content/fixes';

async function stampOne(name: string, homepage: string): Promise<boolean> {
  const about = readFileSync(join(FIXES, name, 'fix.yaml'), 'utf8');
  const fix = readFix(FIXES, name);
  const stamped = await stampFix(fix, { homepage, today: new Date(), about });
  if (stamped.kind === 'closed') {
    console.error(stamped.why);
    return false;
  }
  for (const [file, text] of stamped.texts) writeFileSync(join(FIXES, name, file), text);
  const names = [...stamped.texts.keys()];
  console.log(
    `${name} ${fix.versions[0]?.version ?? ''}: ${names.length > 0 ? `wrote ${names.join(', ')}` : 'nothing to write'}`,
  );
  return true;
}

try {
  const homepage = readHomepage();
  for (const name of fixNames(FIXES)) {
    if (!(await stampOne(name, homepage))) process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
