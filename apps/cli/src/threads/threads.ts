import { Worker } from 'node:worker_threads';
import { type Answer, type Asked, JOBS, type JobName } from './jobs.ts';
import { errorOf, type Told } from './told.ts';

/** Does jobs, several at a time. */
export interface Threads {
  readonly count: number;
  /** The answer of one job; jobs are begun in the order they are asked for. */
  readonly run: <K extends JobName>(name: K, asked: Asked<K>) => Promise<Answer<K>>;
  readonly close: () => Promise<void>;
}

/** This thread alone. */
const here: Threads = {
  count: 1,
  run: async (name, asked) => (await JOBS[name](asked as never)) as never,
  close: async () => {},
};

interface Waiting {
  readonly name: JobName;
  readonly asked: unknown;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** From the source (in tests) a worker is TypeScript, too. */
const SOURCE = import.meta.url.endsWith('.ts');
const WORKER = new URL(SOURCE ? './worker.testing.mjs' : './worker.js', import.meta.url);
const EXEC_ARGV = SOURCE ? { execArgv: ['--conditions=linea-source'] } : {};

/**
 * So many worker threads, or this thread alone for one. Whoever asks closes them.
 *
 * @param count  1 or more
 */
export function threadsOf(count: number): Threads {
  if (count <= 1) return here;
  const queue: Waiting[] = [];
  const workers: Worker[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Waiting>();
  let dead: Error | undefined;
  const die = (error: Error): void => {
    dead ??= error;
    for (const { reject } of [...busy.values(), ...queue]) reject(dead);
    busy.clear();
    queue.length = 0;
  };
  const next = (): void => {
    while (queue.length > 0 && (idle.length > 0 || workers.length < count)) {
      const worker = idle.pop() ?? begun();
      const job = queue.shift() as Waiting;
      busy.set(worker, job);
      worker.postMessage({ name: job.name, asked: job.asked });
    }
  };
  function begun(): Worker {
    const worker = new Worker(WORKER, EXEC_ARGV);
    workers.push(worker);
    worker.on('error', die);
    worker.on('message', async ({ answer, error }: { answer?: unknown; error?: Told }) => {
      const job = busy.get(worker);
      busy.delete(worker);
      idle.push(worker);
      next();
      if (error) job?.reject(await errorOf(error));
      else job?.resolve(answer as never);
    });
    return worker;
  }
  return {
    count,
    run: (name, asked) =>
      new Promise((resolve, reject) => {
        if (dead) return reject(dead);
        queue.push({ name, asked, resolve, reject });
        next();
      }),
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** `threads` contiguous ranges of 0..count-1, as even as can be. */
export function rangesOf(count: number, threads: number): (readonly [from: number, to: number])[] {
  const parts = Math.min(threads, count);
  return Array.from({ length: parts }, (_, k) => [
    Math.floor((k * count) / parts), Math.floor(((k + 1) * count) / parts),
  ]); // biome-ignore format: a pair
}
