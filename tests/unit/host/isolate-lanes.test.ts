import { expect, test } from 'vitest';
import type { IsolateFrame } from '../../../src/sandbox/host/frame.ts';
import type { CrashListener, IsolateHandle } from '../../../src/sandbox/host/isolate-handle.ts';
import { createIsolateLanes } from '../../../src/sandbox/host/isolate-lanes.ts';
import type { HostMessage } from '../../../src/sandbox/isolate/protocol.ts';

interface Troubles {
  /** Workers that do not start. */
  readonly broken?: readonly string[];
  /** Workers that a run leaves changed. */
  readonly spent?: readonly string[];
  /** Workers that go on after their run. */
  readonly unruly?: readonly string[];
}

/** Frames and isolates that only note what becomes of them, as in `frame 1 open`, `worker 1.2 up`. */
function createFrames({ broken = [], spent = [], unruly = [] }: Troubles = {}) {
  const noted: string[] = [];
  const names = new Map<unknown, string>();
  /** Who hears first when a worker dies: the lanes. */
  const crashes = new Map<string, CrashListener>();
  let frames = 0;
  function open(): IsolateFrame {
    const frame = (frames += 1);
    let workers = 0;
    noted.push(`frame ${frame} open`);
    return {
      async spawn() {
        const name = `${frame}.${(workers += 1)}`;
        await Promise.resolve();
        if (broken.includes(name)) throw new Error(`Worker ${name} did not start.`);
        noted.push(`worker ${name} up`);
        let hear: (message: unknown) => void = () => undefined;
        const listen = (listener: (message: unknown) => void): void => {
          hear = listener;
        };
        const post = ({ kind }: HostMessage): void => {
          const answer = unruly.includes(name) ? 'batch' : spent.includes(name) ? 'spent' : 'ready';
          if (kind === 'reset') hear({ kind: answer });
        };
        names.set(post, name);
        const dispose = (): void => void noted.push(`worker ${name} down`);
        const onCrash = (listener: CrashListener): (() => void) => {
          if (!crashes.has(name)) crashes.set(name, listener);
          return () => undefined;
        };
        return { post, listen, onCrash, dispose };
      },
      remove: () => void noted.push(`frame ${frame} gone`),
    };
  }
  const crash = (name: string): void => crashes.get(name)?.('unknown');
  return { open, noted, crash, nameOf: (isolate: IsolateHandle) => names.get(Reflect.get(isolate, 'post')) };
}

/** Lets all that waits for nothing but its turn have it. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

test('a worker that a run left as it was serves the next one', async () => {
  const { open, noted, nameOf } = createFrames();
  const lanes = createIsolateLanes(open, 1);
  const first = await lanes.take();
  first.dispose(true);
  const second = await lanes.take();
  expect([nameOf(first), nameOf(second)]).toEqual(['1.1', '1.1']);
  expect(noted).toEqual(['frame 1 open', 'worker 1.1 up']);
});

test('a worker that a run left changed ends, and the next one starts in its frame', async () => {
  const { open, noted, nameOf } = createFrames({ spent: ['1.1'] });
  const lanes = createIsolateLanes(open, 1);
  (await lanes.take()).dispose(true);
  expect(nameOf(await lanes.take())).toBe('1.2');
  expect(noted).toEqual(['frame 1 open', 'worker 1.1 up', 'worker 1.1 down', 'worker 1.2 up']);
});

test('a worker that goes on after its run takes its frame with it', async () => {
  const { open, noted, nameOf } = createFrames({ unruly: ['1.1'] });
  const lanes = createIsolateLanes(open, 1);
  (await lanes.take()).dispose(true);
  expect(nameOf(await lanes.take())).toBe('2.1');
  expect(noted).toEqual([
    ...['frame 1 open', 'worker 1.1 up', 'worker 1.1 down', 'frame 1 gone'],
    ...['frame 2 open', 'worker 2.1 up'],
  ]);
});

test.each([
  ['before its first run', false],
  ['between two runs', true],
])('a worker that dies %s is replaced by one in a new frame', async (_when, hasRun) => {
  const { open, noted, crash, nameOf } = createFrames();
  const lanes = createIsolateLanes(open, 1);
  if (hasRun) (await lanes.take()).dispose(true);
  await settle();
  crash('1.1');
  expect(nameOf(await lanes.take())).toBe('2.1');
  expect(noted).toContain('frame 1 gone');
});

test('a run waits until a lane is free', async () => {
  const { open, nameOf } = createFrames();
  const lanes = createIsolateLanes(open, 2);
  const [first] = await Promise.all([lanes.take(), lanes.take()]);
  let third: IsolateHandle | undefined;
  const taking = lanes.take().then((isolate) => (third = isolate));
  await settle();
  expect(third).toBeUndefined();
  first.dispose(true);
  expect(nameOf(await taking)).toBe('1.1');
});

test('a run that did not end by itself takes its frame with it, and leaves the other lane alone', async () => {
  const { open, noted, nameOf } = createFrames();
  const lanes = createIsolateLanes(open, 2);
  const [first] = await Promise.all([lanes.take(), lanes.take()]);
  await settle();
  first.dispose(false);
  const third = await lanes.take();
  expect(noted.filter((line) => line.endsWith('gone'))).toEqual(['frame 1 gone']);
  expect(nameOf(third)).toBe('3.1');
});

test('a worker that did not start is replaced by one in a new frame', async () => {
  const { open, noted, nameOf } = createFrames({ broken: ['1.1'] });
  const lanes = createIsolateLanes(open, 1);
  expect(nameOf(await lanes.take())).toBe('2.1');
  expect(noted).toContain('frame 1 gone');
});

test('what starts nowhere is told, and the lane is there for the next', async () => {
  const { open, nameOf } = createFrames({ broken: ['1.1', '2.1'] });
  const lanes = createIsolateLanes(open, 1);
  await expect(lanes.take()).rejects.toThrow('Worker 2.1 did not start.');
  expect(nameOf(await lanes.take())).toBe('3.1');
});

test('frames that are removed before a worker is up are gone at once', () => {
  const { open, noted } = createFrames();
  createIsolateLanes(open, 2).remove();
  expect(noted).toEqual(['frame 1 open', 'frame 2 open', 'frame 1 gone', 'frame 2 gone']);
});

test('removing the lanes removes every frame, and whoever waits hears of it', async () => {
  const { open, noted } = createFrames();
  const lanes = createIsolateLanes(open, 2);
  const [first] = await Promise.all([lanes.take(), lanes.take()]);
  const third = lanes.take();
  third.catch(() => undefined);
  lanes.remove();
  first.dispose(false);
  await settle();
  expect(noted.filter((line) => line.endsWith('gone')).sort()).toEqual(['frame 1 gone', 'frame 2 gone']);
  await expect(third).rejects.toThrow('all were stopped');
  await expect(lanes.take()).rejects.toThrow('all were stopped');
});
