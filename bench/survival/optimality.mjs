/**
 * Two penalised paths of one table held to the same measure: what is left of the optimality conditions, the objective and
 * the share of deviance at every penalty, computed here from the coefficients alone, by neither program.
 */
import { readFileSync } from 'node:fs';
import { coxData, penalisedPath, readCsv, rowMajor } from '../../packages/survival/dist/index.js';

const numbers = (frame, name) => Float64Array.from(frame.columns.get(name).values);

function read(path) {
  const frame = readCsv(readFileSync(path));
  const names = [...frame.columns.keys()].filter((name) => /^x\d+$/.test(name));
  return {
    time: numbers(frame, 'time'),
    status: numbers(frame, 'status'),
    columns: names.map((name) => numbers(frame, name)),
  };
}

/** Judges coefficients of a lasso path (Breslow ties; penalties per standard deviation over n) on one table. */
function judge({ time, status, columns }) {
  const n = time.length;
  const order = Int32Array.from(time, (_, i) => i).sort((a, b) => time[a] - time[b]);
  const at = Float64Array.from(order, (i) => time[i]);
  const event = Float64Array.from(order, (i) => status[i]);
  const sorted = columns.map((x) => {
    const mean = x.reduce((a, b) => a + b, 0) / n;
    const own = Float64Array.from(order, (i) => x[i] - mean);
    return { own, sd: Math.sqrt(own.reduce((a, b) => a + b * b, 0) / n) };
  });
  const eta = new Float64Array(n);
  const residual = new Float64Array(n);
  const survivors = new Float64Array(n + 1);
  /** Log-likelihood at `eta`; `residual` is left as its derivative. */
  const logLikelihood = () => {
    let sum = 0;
    for (let i = n - 1; i >= 0; i--) survivors[i] = survivors[i + 1] + Math.exp(eta[i]);
    let hazard = 0;
    for (let i = 0, next = 0; i < n; i = next) {
      let deaths = 0;
      for (next = i; next < n && at[next] === at[i]; next++) {
        deaths += event[next];
        sum += event[next] * eta[next];
      }
      if (deaths > 0) sum -= deaths * Math.log(survivors[i]);
      hazard += deaths / survivors[i];
      for (let k = i; k < next; k++) residual[k] = event[k] - Math.exp(eta[k]) * hazard;
    }
    return sum;
  };
  let saturated = 0;
  for (let i = 0, next = 0; i < n; i = next) {
    let deaths = 0;
    for (next = i; next < n && at[next] === at[i]; next++) deaths += event[next];
    if (deaths > 0) saturated -= deaths * Math.log(deaths);
  }
  const none = logLikelihood();
  const slope = ({ own, sd }) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += own[i] * residual[i];
    return sum / (n * sd);
  };
  const largest = Math.max(...sorted.map((column) => Math.abs(slope(column))));
  return (lambda, coefficients) => {
    eta.fill(0);
    let penalty = 0;
    sorted.forEach(({ own, sd }, j) => {
      const b = coefficients[j];
      if (b === 0) return;
      penalty += Math.abs(b) * sd;
      for (let i = 0; i < n; i++) eta[i] += b * own[i];
    });
    const value = logLikelihood();
    const left = sorted.map((column, j) => {
      const [b, g] = [coefficients[j], slope(column)];
      return b === 0 ? Math.max(0, Math.abs(g) - lambda) : Math.abs(g - Math.sign(b) * lambda);
    });
    return {
      violation: Math.max(...left) / largest,
      objective: -value / n + lambda * penalty,
      deviance: (value - none) / (saturated - none),
    };
  };
}

/** Coefficients of a step that the peer wrote by place and value. */
function dense(step, p) {
  const all = new Float64Array(p);
  step.at.forEach((j, k) => {
    all[j] = step.b[k];
  });
  return all;
}

/** How nearly the peer's path meets the conditions: the median over its steps, as a share of the largest gradient. */
export function peerOptimality(path, table) {
  const data = read(table);
  const judged = judge(data);
  const theirs = path.map((step) => judged(step.lambda, dense(step, data.columns.length)));
  const by = theirs.map(({ violation }) => violation).sort((a, b) => a - b);
  return { data, judged, theirs, optimality: by[by.length >> 1] };
}

/**
 * Our path at the peer's penalties.
 * @returns `apart`: the largest relative difference of the objectives; `worse`: how far ours is above the peer's where it is
 * most, relative; `deviance`: how far the shares of deviance are apart, as a part of the last; `ours`, `peers`: the largest violation of each
 */
export function compared(path, { data, judged, theirs, optimality }) {
  const { steps } = penalisedPath(coxData(data.time, data.status, rowMajor(data.columns)), {
    lambda: path.map(({ lambda }) => lambda),
    optimality,
  });
  const own = steps.map(({ lambda, coefficients }) => judged(lambda, coefficients));
  const most = (list) => list.reduce((a, b) => Math.max(a, b), 0);
  const whole = own.at(-1).deviance;
  const above = own.map(({ objective }, k) => (objective - theirs[k].objective) / Math.abs(objective));
  return {
    apart: most(above.map(Math.abs)),
    worse: Math.max(...above),
    deviance: most(own.map(({ deviance }, k) => Math.abs(deviance - theirs[k].deviance) / whole)),
    ours: most(own.map(({ violation }) => violation)),
    peers: most(theirs.map(({ violation }) => violation)),
  };
}
