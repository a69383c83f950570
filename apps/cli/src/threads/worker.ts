import { parentPort } from 'node:worker_threads';
import { JOBS, type JobName } from './jobs.ts';
import { toldOf } from './told.ts';

// A thread of `threads.ts`: does one job after the other.
parentPort?.on('message', async ({ name, asked }: { name: JobName; asked: never }) => {
  try {
    parentPort?.postMessage({ answer: await JOBS[name](asked) });
  } catch (error) {
    parentPort?.postMessage({ error: await toldOf(error) });
  }
});
