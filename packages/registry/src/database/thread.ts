import { Worker } from 'node:worker_threads';
import { isStuck } from '../directory/space.ts';
import { StoreRefused } from '../store-refused.ts';
import type { Engine } from './engine.ts';
import { AS_NUMBER, AS_TEXT } from './types.ts';

type Task = 'query' | 'script' | 'copy' | 'close';

interface Said {
  /** 0 when the database is open. */
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: { readonly name: string; readonly message: string; readonly code?: string };
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** Beside the source and the build alike. */
const WORKER = new URL('../../bin/pglite-worker.mjs', import.meta.url);

/** PGlite in a thread of its own. A thread that dies fails whatever waits for it, and everything asked afterwards. */
export async function engineInThread(dataDir?: string): Promise<Engine> {
  const worker = new Worker(WORKER, { workerData: { dataDir, asText: AS_TEXT, asNumber: AS_NUMBER } });
  const waiting = new Map<number, Waiting>();
  let dead: Error | undefined;
  const die = (error: Error): void => {
    dead ??= error;
    for (const { reject } of waiting.values()) reject(dead);
    waiting.clear();
  };
  worker.on('error', die);
  worker.on('exit', () => die(new Error('pglite: its thread has ended')));
  worker.on('message', ({ id, answer, error }: Said) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(Object.assign(new Error(error.message), error));
    else asked?.resolve(answer as never);
  });
  const answerTo = <T>(id: number): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (dead) reject(dead);
      else waiting.set(id, { resolve, reject });
    });
  let last = 0;
  // On a full disk PGlite waits forever. Whoever waits for it is told, and the process can go on without it.
  const watch = setInterval(() => {
    if (dataDir === undefined || waiting.size === 0 || !isStuck(dataDir)) return;
    die(new StoreRefused({ code: 'disk.full', at: dataDir }));
    void worker.terminate();
  }, 500);
  watch.unref();
  worker.on('exit', () => clearInterval(watch));
  const ask = <T>(task: Task, asked: object = {}, moved: ArrayBuffer[] = []): Promise<T> => {
    last++;
    const answer = answerTo<T>(last);
    if (!dead) worker.postMessage({ id: last, task, ...asked }, moved);
    return answer;
  };
  await answerTo<void>(0);
  return {
    query: (sql, parameters) => ask('query', { sql, parameters: [...parameters] }),
    script: (sql) => ask('script', { sql }),
    copy: (sql, bytes) => ask('copy', { sql, bytes }, [bytes.buffer]),
    async close() {
      try {
        await ask('close');
      } finally {
        await worker.terminate();
      }
    },
  };
}
