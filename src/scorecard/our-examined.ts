import { join } from 'node:path';
import { FETCH_OFFERS } from '../exam/exam-files.ts';
import { ourClients, type OurClient } from '../exam/our-clients.ts';
import { readSnippetFiles } from '../loaders/snippet-files.ts';
import type { Examined } from './examined.ts';

const FOLDER = 'src/exam/clients';

const COPIED_LOOP: OurClient = {
  id: 'copied-loop',
  title: 'the copied loop',
  file: 'copied-loop.ts',
  fixes: [],
  offers: FETCH_OFFERS,
};

/** With the options of `ourClients` it waits for the slowest start; this is what it does if you set none. */
const RETRY_AS_IT_COMES: OurClient = {
  id: 'retry-as-it-comes',
  title: 'retry, no option set',
  file: 'retry-as-it-comes.ts',
  fixes: ['retry'],
  offers: FETCH_OFFERS,
};

/** What this site itself hands out, and the loop that it is measured against. */
export function readOurClients(root: string): readonly Examined[] {
  return [...ourClients, RETRY_AS_IT_COMES, COPIED_LOOP].map(({ id, title, file, fixes, offers }) => {
    const { [file]: code = '', ...beside } = readSnippetFiles(
      join(root, FOLDER),
      file,
      join(root, 'src/content/fixes'),
    );
    return {
      id: `${id}-ours`,
      client: id,
      settings: 'ours',
      name: title,
      about:
        fixes.length === 0
          ? 'The retry loop that is copied everywhere, for comparison.'
          : `Files of this site that you copy: ${fixes.join(', ')}. How they are set stands below.`,
      versions: {},
      offers,
      runsIn: 'isolate',
      path: join(FOLDER, file),
      files: { 'client.ts': code, ...beside },
    };
  });
}
