/** One measure a kind of goal: seconds of the peer and of Linea, how far the numbers are apart, and what else is to be said. */
import { compared, peerOptimality } from './optimality.mjs';
import { linea, middle, output, peer, processSeconds } from './programs.mjs';

const difference = (a, b) =>
  Math.max(...b.slice(0, a.length).map((v, k) => Math.abs(a[k] - v) / Math.max(Math.abs(v), 1e-12)));

/** The same work by Linea and by the peer, each in a process of its own, the call alone timed. */
function sideBySide([, , , task, work], table, reps) {
  const theirs = peer(work, table, reps);
  const ours = linea(...task, table, '--reps', String(Math.max(reps, 3)));
  return {
    peer: theirs.cpu_s,
    ours: ours.cpu_s,
    cold: ours.cold_s,
    apart: difference(ours.check, theirs.check),
  };
}

/**
 * What share of R's median violation we go to. What a violation costs is not the same at every penalty, least of all with more
 * columns than rows, and our objective may nowhere be above R's.
 */
const NEARER = { tall: 0.5, wide: 0.1 };

/** glmnet stops where it stops: we go nearer to the optimum, by the same measure, and may nowhere end above its objective. */
function paths([, , , task, work], table, reps) {
  const theirs = peer(work, table, reps);
  const judged = peerOptimality(theirs.path, table);
  const optimality = judged.optimality * NEARER[table.includes('-5000-') ? 'wide' : 'tall'];
  const ours = linea(...task, table, '--optimality', optimality.toPrecision(3), '--reps', String(Math.max(reps, 3)));
  const { apart, worse, deviance, ours: left, peers } = compared(theirs.path, { ...judged, optimality });
  return {
    peer: theirs.cpu_s,
    ours: ours.cpu_s,
    cold: ours.cold_s,
    apart,
    agrees: worse < 1e-6,
    note: `at R's ${theirs.path.length} penalties: conditions violated by at most ${left.toExponential(1)}, R's by ${peers.toExponential(1)}; objective above R's by at most ${worse.toExponential(1)}; shares of deviance apart ${deviance.toExponential(1)}; steps ${theirs.check[0]} and ${ours.check[0]}`,
  };
}

/** TreeSHAP of the same trees, those that XGBoost has grown. */
function contributions([, , , task, work], table, reps) {
  const trees = table.replace(/csv$/, `${work.replaceAll(' ', '-')}.json`);
  const theirs = peer(work, table, reps, '500', trees);
  const ours = linea(...task, table, '--model', trees, '--reps', String(Math.max(reps, 3)));
  return { peer: theirs.cpu_s, ours: ours.cpu_s, cold: ours.cold_s, apart: difference(ours.check, theirs.check) };
}

/** Everything from the start of the program to its end. */
function process_([, , , task], table, reps) {
  const words = ['bin/linea.mjs', ...task, table, 'Surv(time, status) ~ 1', '--conf-type', 'log-log', '--times', '365'];
  const runs = Array.from({ length: Math.max(reps, 5) }, () => [
    processSeconds('Rscript', ['bench/survival/curve.R', table]),
    processSeconds(process.execPath, words),
  ]);
  const [theirs, ours] = [0, 1].map((k) => middle(runs.map((run) => run[k])));
  const { at } = JSON.parse(output(process.execPath, [...words, '--json'])).strata[0];
  const answer = output('Rscript', ['bench/survival/curve.R', table]).trim().split('\n').slice(-3).map(Number);
  return {
    peer: theirs,
    ours,
    cold: ours,
    apart: difference(
      [at.surv, at.lower, at.upper].map(([x]) => x),
      answer,
    ),
  };
}

/** One thread against two, by the clock on the wall; three must answer the same. */
function threads([, , , task], table, reps) {
  const by = (count, runs) => linea(...task, table, '--threads', String(count), '--reps', String(runs));
  const [one, two, three] = [by(1, reps), by(2, reps), by(3, 1)];
  return {
    peer: one.compute_s,
    ours: two.compute_s,
    cold: two.cold_s,
    apart: Math.max(difference(one.check, two.check), difference(one.check, three.check)),
    note: `wall clock of one thread and of two, which needs two idle processors; processor time of two threads ${(two.cpu_s / one.cpu_s).toFixed(2)} times that of one`,
  };
}

const BY_WORK = {
  glmnet: paths,
  process: process_,
  threads,
  'xgboost shap 4': contributions,
  'xgboost shap 6': contributions,
};

export const measure = (goal, table, reps) => (BY_WORK[goal[4]] ?? sideBySide)(goal, table, reps);
