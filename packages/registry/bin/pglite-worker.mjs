/**
 * PGlite in a thread of its own: a query of seconds, or an import, then stops nobody else. Plain JavaScript, because a worker
 * starts from a file whether or not the rooms are built. `thread.ts` is the other side.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

const { dataDir, asText, asNumber } = workerData;
const parsers = Object.fromEntries([
  ...asText.map((oid) => [oid, (text) => text]),
  ...asNumber.map((oid) => [oid, Number]),
]);

const engine = await PGlite.create({ ...(dataDir ? { dataDir } : {}), parsers });

const tasks = {
  async query({ sql, parameters }) {
    const { rows, affectedRows = 0 } = await engine.query(sql, parameters);
    return { rows, affectedRows };
  },
  script: async ({ sql }) => void (await engine.exec(sql)),
  copy: async ({ sql, bytes }) => void (await engine.query(sql, [], { blob: new Blob([bytes]) })),
  close: () => engine.close(),
};

/** What an error of the database says; the class does not come across. */
const told = ({ name, message, code, detail, table, constraint }) => ({
  name,
  message,
  code,
  detail,
  table,
  constraint,
});

parentPort.on('message', async ({ id, task, ...asked }) => {
  try {
    parentPort.postMessage({ id, answer: await tasks[task](asked) });
  } catch (error) {
    parentPort.postMessage({ id, error: told(error) });
  }
});
parentPort.postMessage({ id: 0 });
