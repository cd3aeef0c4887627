import type { ShikiTransformer } from 'shiki';
import { failedPlace } from '../../sandbox/element/failed-place.ts';
import type { Trace } from '../../sandbox/trace/events.ts';

/** Marks the line of `file` at which the recorded run failed, if it did there. */
export function markFailedLine(trace: Trace, file: string): ShikiTransformer {
  const place = failedPlace(trace);
  return {
    name: 'failed-line',
    line(node, line) {
      if (place?.file === file && place.line === line) this.addClassToHast(node, 'failed-line');
    },
  };
}
