/**
 * Survival statistics beside R, each pair in one run: `node bench/survival.mjs [GOAL ...] [--large] [--reps N] [--json]`.
 *
 * A line a goal: processor seconds of R and of Linea for the call alone, their ratio, the goal, and how far the numbers
 * differ. A ratio counts only where the numbers agree. R with survival, cmprsk, glmnet, ranger, gbm and data.table, python3 with xgboost, and a build are needed
 * (`npm run build`); tables are made once in the system's folder for temporary files. `--large` adds tables of a million rows.
 *
 * `--slopes` prints how cost grows instead, Linea alone: the log-log slope from 1e4 to 1e5 rows (to 1e6 with `--large`), beside
 * the slope allowed, and how many warm calls the first one takes (under 10 is allowed).
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeTable } from './survival/tables.mjs';

const USAGE =
  'node bench/survival.mjs [P1 P3a ...] [--large] [--reps N] [--json]: Linea beside R, a line a goal (1 to 16, 19); --slopes: how cost grows';
const root = fileURLToPath(new URL('..', import.meta.url));
const words = process.argv.slice(2);
if (words.includes('--help')) {
  console.log(USAGE);
  process.exit(0);
}
const repsAt = words.indexOf('--reps');
const reps = repsAt >= 0 ? Number(words[repsAt + 1]) : 3;
const asked = words.filter((word, k) => /^P\d+/.test(word) && words[k - 1] !== '--reps');

/** Closed forms agree to 1e-8; R's Newton stops a little short of the maximum; samples are drawn otherwise than R's. */
const CLOSED = 1e-8;
const NEWTON = 1e-5;
const SAMPLED = 0.15;
/** glmnet stops short of the optimum: its path may end a step apart, with a term of eighteen more or less. */
const PATH = 0.05;
/** Trees are grown from other random numbers, or cut at other bins: errors, means and leaves agree within this share. */
const TREES = 0.05;
/** Sums of contributions of two models of the same data. */
const SUMS = 0.15;

const right = (rows, covariates, times, effects) => ['right', { rows, covariates, times, effects }];
const competing = (rows) => ['competing', { rows, covariates: 10 }];

/** Goal, what it is, table, our task with its words, R's work, goal, tolerance. */
const GOALS = [
  ['P1a', 'survfit, 1e5 days', right(100_000, 0), ['km'], 'survfit', 20, CLOSED],
  ['P1b', 'survfit, 1e6 distinct', right(1_000_000, 0, 'exact'), ['km'], 'survfit', 15, CLOSED],
  ['P1c', 'survfit, 1e6 days', right(1_000_000, 0), ['km'], 'survfit', 25, CLOSED],
  ['P2a', 'survdiff, 1e6 distinct', right(1_000_000, 0, 'exact'), ['logrank'], 'survdiff', 6, CLOSED],
  ['P2b', 'survdiff, 1e6 days', right(1_000_000, 0), ['logrank'], 'survdiff', 20, CLOSED],
  ['P3a', 'coxph, 940 x 20', right(940, 20), ['cox'], 'coxph', 8, NEWTON],
  ['P3b', 'coxph, 1e4 x 20', right(10_000, 20), ['cox'], 'coxph', 8, NEWTON],
  ['P3c', 'coxph, 1e5 x 20', right(100_000, 20), ['cox'], 'coxph', 8, NEWTON],
  ['P4a', 'coxph.fit, 1e4 x 20', right(10_000, 20), ['cox'], 'coxph.fit', 2.5, NEWTON],
  ['P4b', 'coxph.fit, 1e5 x 20', right(100_000, 20), ['cox'], 'coxph.fit', 2, NEWTON],
  ['P5', 'coxph, 1e6 x 10', right(1_000_000, 10), ['cox'], 'coxph', 6, NEWTON],
  ['P6', 'coxph start-stop, 3e5 x 10', ['intervals', { rows: 100_000, covariates: 10 }], ['cox_counting'], 'coxph', 7, NEWTON],
  ['P7a', 'crr with se, 940 x 10', competing(940), ['finegray'], 'crr', 60, NEWTON],
  ['P7b', 'crr with se, 1e4 x 10', competing(10_000), ['finegray'], 'crr', 400, NEWTON],
  ['P8', 'crr without se, 1e4 x 10', competing(10_000), ['finegray'], 'crr.bare', 60, NEWTON],
  ['P9', 'concordance with se, 1e6', right(1_000_000, 10), ['concordance'], 'concordance', 3, CLOSED],
  ['P10a', 'glmnet path, 940 x 60', right(940, 60, 'exact', 'few'), ['lasso'], 'glmnet', 1.5, PATH],
  ['P10b', 'glmnet path, 1000 x 5000', right(1000, 5000, 'exact', 'few'), ['lasso'], 'glmnet', 1.5, PATH],
  ['P10c', 'glmnet path, 1e5 x 50', right(100_000, 50, 'exact', 'few'), ['lasso'], 'glmnet', 1.5, PATH],
  ['P19a', 'fread, 1e5 x 20', right(100_000, 20), ['read'], 'fread', 0.7, CLOSED],
  ['P19b', 'fread, 1e6 x 10', right(1_000_000, 10), ['read'], 'fread', 0.7, CLOSED],
  ['P11a', '1000 bootstrap fits, coxph.fit, 940 x 20', right(940, 20), ['bootstrap'], 'boot.coxph.fit', 2.5, SAMPLED],
  ['P11b', '1000 bootstrap fits, coxph, 940 x 20', right(940, 20), ['bootstrap'], 'boot.coxph', 8, SAMPLED],
  ['P12a', 'ranger, 500 trees, 940 x 50', right(940, 50, 'exact'), ['rsf'], 'ranger', 6, TREES],
  ['P12b', 'ranger, 10 trees, 1e4 x 50', right(10_000, 50, 'exact'), ['rsf', '--trees', '10'], 'ranger10', 80, TREES],
  ['P13', 'ranger, prediction, 940 x 50', right(940, 50, 'exact'), ['rsf_predict'], 'ranger.predict', 40, TREES],
  ['P14', 'XGBoost, 500 rounds, 1e4 x 50', right(10_000, 50, 'exact'), ['gbcox'], 'xgboost gbcox 4', 1, TREES],
  ['P15', 'gbm, 100 rounds, 1e4 x 50', right(10_000, 50, 'exact'), ['gbcox', '--rounds', '100'], 'gbm', 3.5, TREES],
  ['P16a', 'XGBoost TreeSHAP, depth 4', right(10_000, 50, 'exact'), ['shap'], 'xgboost shap 4', 6, SUMS],
  ['P16b', 'XGBoost TreeSHAP, depth 6', right(10_000, 50, 'exact'), ['shap', '--depth', '6'], 'xgboost shap 6', 10, SUMS],
]; // biome-ignore format: a table

const large = (name) =>
  [
    'P1b',
    'P1c',
    'P2a',
    'P2b',
    'P5',
    'P9',
    'P7b',
    'P8',
    'P10b',
    'P10c',
    'P19b',
    'P12b',
    'P14',
    'P15',
    'P16a',
    'P16b',
  ].includes(name);
const chosen = GOALS.filter(([name]) =>
  asked.length > 0
    ? asked.some((a) => name === a || name.replace(/[a-c]$/, '') === a)
    : words.includes('--large') || !large(name),
);

const folder = join(tmpdir(), 'linea-bench');
mkdirSync(folder, { recursive: true });
async function tableOf([kind, shape]) {
  const { rows, covariates, times = 'days', effects = 'all' } = shape;
  const path = join(folder, `${kind}-${rows}-${covariates}-${times}-${effects}.csv`);
  if (!existsSync(path)) {
    await writeTable(kind, `${path}.part`, shape);
    renameSync(`${path}.part`, path);
  }
  return path;
}

const line = (program, args) =>
  JSON.parse(
    execFileSync(program, args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 24,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );

const difference = (a, b) =>
  Math.max(...b.slice(0, a.length).map((v, k) => Math.abs(a[k] - v) / Math.max(Math.abs(v), 1e-12)));

const timed = async (task, table, runs) =>
  line(process.execPath, ['bin/linea.mjs', 'bench', ...task, await tableOf(table), '--reps', String(runs), '--json']);

/** Task, table by rows, slope allowed. */
const GROWTH = [
  ['km', (rows) => right(rows, 0, 'exact'), 1.15],
  ['logrank', (rows) => right(rows, 0, 'exact'), 1.15],
  ['cox', (rows) => right(rows, 10), 1.15],
  ['finegray', competing, 1.2],
  ['concordance', (rows) => right(rows, 10), 1.2],
];

if (words.includes('--slopes')) {
  const sizes = [10_000, 100_000, ...(words.includes('--large') ? [1_000_000] : [])];
  for (const [task, table, allowed] of GROWTH) {
    const lines = [];
    for (const rows of sizes) lines.push(await timed([task], table(rows), reps));
    const cost = lines.map(({ cpu_s }) => cpu_s);
    const slope = Math.log(cost.at(-1) / cost[0]) / Math.log(sizes.at(-1) / sizes[0]);
    const cold = lines.map(({ cold_s, compute_s }) => (cold_s / compute_s).toFixed(1));
    const times = cost.map((s) => `${(1000 * s).toFixed(1)} ms`);
    console.log(
      `${task.padEnd(12)} ${times.join(', ').padEnd(32)} slope ${slope.toFixed(2)}  allowed ${allowed}  ${slope <= allowed ? 'held' : 'missed'}  first call ${cold.join(', ')} times a warm one`,
    );
  }
  process.exit(0);
}

const seconds = (s) => (s < 0.01 ? `${(1000 * s).toFixed(2)} ms` : `${s.toFixed(3)} s`);
const measured = [];
for (const [goal, what, table, task, work, wanted, tolerance] of chosen) {
  const path = await tableOf(table);
  const [, model, depth] = work.split(' ');
  const peer = work.startsWith('xgboost')
    ? line('/usr/bin/python3', ['bench/survival/peers.py', model, path, String(reps), depth])
    : line('Rscript', ['bench/survival/peers.R', work, path, String(reps)]);
  const ours = line(process.execPath, [
    'bin/linea.mjs',
    'bench',
    ...task,
    path,
    // glmnet stops where it stops: we go as near to the optimum, by the same measure.
    ...(peer.optimality === undefined ? [] : ['--optimality', String(peer.optimality)]),
    '--reps',
    String(Math.max(reps, 3)),
    '--json',
  ]);
  const apart = difference(ours.check, peer.check);
  const ratio = peer.cpu_s / ours.cpu_s;
  measured.push({
    goal,
    what,
    ratio,
    wanted,
    peer: peer.cpu_s,
    ours: ours.cpu_s,
    cold: ours.cold_s,
    apart,
    agrees: apart <= tolerance,
  });
  const verdict = apart > tolerance ? 'NUMBERS DIFFER' : ratio >= wanted ? 'held' : 'missed';
  if (!words.includes('--json')) {
    console.log(
      `${goal.padEnd(5)} ${what.padEnd(42)} R ${seconds(peer.cpu_s).padStart(10)}  Linea ${seconds(ours.cpu_s).padStart(10)}  ratio ${ratio.toFixed(1).padStart(7)}  goal ${String(wanted).padStart(4)}  ${verdict}  (apart ${apart.toExponential(1)}, cold ${seconds(ours.cold_s)})`,
    );
  }
}
if (words.includes('--json')) console.log(JSON.stringify(measured));
