/**
 * Survival statistics beside R, each pair in one run: `node bench/survival.mjs [GOAL ...] [--large] [--reps N] [--json]`.
 *
 * A line a goal: processor seconds of R and of Linea for the call alone, their ratio, the goal, and how far the numbers
 * differ. A ratio counts only where the numbers agree. R with survival, cmprsk, glmnet, ranger, gbm and data.table, python3 with xgboost, and a build are needed
 * (`npm run build`); tables are made once in the system's folder for temporary files. `--large` adds tables of a million rows.
 * P18 is of whole processes; P20 is one thread beside two, by the clock on the wall.
 *
 * `--slopes` prints how cost grows instead, Linea alone: the log-log slope from 1e4 to 1e5 rows (to 1e6 with `--large`), beside
 * the slope allowed, and how many warm calls the first one takes (under 10 is allowed).
 */
import { GOALS, LARGE } from './survival/goals.mjs';
import { measure } from './survival/measures.mjs';
import { tableOf } from './survival/programs.mjs';
import { slopes } from './survival/slopes.mjs';

const USAGE =
  'node bench/survival.mjs [P1 P3a ...] [--large] [--reps N] [--json]: Linea beside R, a line a goal (1 to 20); --slopes: how cost grows';
const words = process.argv.slice(2);
if (words.includes('--help')) {
  console.log(USAGE);
  process.exit(0);
}
const repsAt = words.indexOf('--reps');
const reps = repsAt >= 0 ? Number(words[repsAt + 1]) : 3;
const asked = words.filter((word, k) => /^P\d+/.test(word) && words[k - 1] !== '--reps');
const chosen = GOALS.filter(([name]) =>
  asked.length > 0
    ? asked.some((a) => name === a || name.replace(/[a-c]$/, '') === a)
    : words.includes('--large') || !LARGE.has(name),
);

if (words.includes('--slopes')) {
  const sizes = [10_000, 100_000, ...(words.includes('--large') ? [1_000_000] : [])];
  for await (const line of slopes(sizes, reps)) console.log(line);
  process.exit(0);
}

const seconds = (s) => (s < 0.01 ? `${(1000 * s).toFixed(2)} ms` : `${s.toFixed(3)} s`);
const measured = [];
for (const goal of chosen) {
  const [name, what, table, , work, wanted, tolerance] = goal;
  const { peer, ours, cold, apart, agrees = true, note } = measure(goal, await tableOf(table), reps);
  const ratio = peer / ours;
  const same = agrees && apart <= tolerance;
  measured.push({ goal: name, what, ratio, wanted, peer, ours, cold, apart, agrees: same, note });
  const verdict = !same ? 'NUMBERS DIFFER' : ratio >= wanted ? 'held' : 'missed';
  if (words.includes('--json')) continue;
  const beside = work === 'threads' ? 'one' : 'R';
  console.log(
    `${name.padEnd(5)} ${what.padEnd(42)} ${beside} ${seconds(peer).padStart(10)}  Linea ${seconds(ours).padStart(10)}  ratio ${ratio.toFixed(ratio < 3 ? 2 : 1).padStart(7)}  goal ${String(wanted).padStart(4)}  ${verdict}  (apart ${apart.toExponential(1)}, cold ${seconds(cold)})${note ? `\n      ${note}` : ''}`,
  );
}
if (words.includes('--json')) console.log(JSON.stringify(measured));
