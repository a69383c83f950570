/** Runs the programs that are compared: Linea's own bench, R, Python. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeTable } from './tables.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] };

/** What a program wrote. */
export const output = (program, args) => execFileSync(program, args, options);

/** The line that `linea bench` wrote. */
export const linea = (...words) => JSON.parse(output(process.execPath, ['bin/linea.mjs', 'bench', ...words, '--json']));

/** The line of a peer; of XGBoost, `more` goes on where the depth ends. */
export const peer = (work, path, reps, ...more) => {
  const [, model, depth] = work.split(' ');
  return JSON.parse(
    work.startsWith('xgboost')
      ? output('/usr/bin/python3', ['bench/survival/peers.py', model, path, String(reps), depth, ...more])
      : output('Rscript', ['bench/survival/peers.R', work, path, String(reps)]),
  );
};

/** The median. */
export const middle = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Processor seconds of a whole process with all it starts, as the shell counts them. */
export function processSeconds(program, args) {
  const [, children] = output('sh', ['-c', '"$0" "$@" > /dev/null && times', program, ...args])
    .trim()
    .split('\n');
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => 60 * minutes + Number(seconds),
  );
  return parts.reduce((a, b) => a + b, 0);
}

const folder = join(tmpdir(), 'linea-bench');

/** The path of a table, made where it is not there yet. */
export async function tableOf([kind, shape]) {
  mkdirSync(folder, { recursive: true });
  const { rows, covariates, times = 'days', effects = 'all' } = shape;
  const path = join(folder, `${kind}-${rows}-${covariates}-${times}-${effects}.csv`);
  if (!existsSync(path)) {
    await writeTable(kind, `${path}.part`, shape);
    renameSync(`${path}.part`, path);
  }
  return path;
}
