/**
 * The study's plan on synthetic studies of many seeds, from facts to conclusions: `npm run torture [-- --seeds 100]`. It asks what
 * the calibration asks (section 6): planted effects come back with honest intervals, differences are found where they were planted
 * and not where they were not, noise adds nothing, leaks are refused. A truth without any difference is run beside it. Exit code 1
 * when a share lies outside of its limits by more than the chance of so many seeds explains (three standard errors).
 */
import {
  analysisTable,
  defaultTruth,
  readMatrix,
  readStudy,
  synthesise,
  type Truth,
} from '../packages/cohort/src/index.ts';
import { readLineaJson } from '../packages/facts/src/index.ts';
import { EFFORTS, type PlanResults, runPlan } from '../packages/prediction/src/index.ts';

const at = process.argv.indexOf('--seeds');
const SEEDS = at >= 0 ? Number(process.argv[at + 1]) : 100;
if (!(Number.isInteger(SEEDS) && SEEDS >= 2))
  throw new RangeError('torture: --seeds takes a whole number of at least 2');

/** Effects and blocks once, no centre left out: the rest of the plan is tested elsewhere. */
const EFFORT = { ...EFFORTS.quick, imputations: 1, iterations: 1 };
const truth = defaultTruth();
/** Later lines in both settings, no interaction: nothing differs. */
const same: Truth = {
  effects: truth.effects.map((one) => ({ ...one, logHr2L: one.key === 'tisa' ? 0 : one.logHr3L })),
  interaction: null,
};
const DECOYS = ['age', 'sex', 'region'];

function planOf(seed: number, of: Truth): PlanResults {
  const files: Record<string, string> = {};
  for (const { name, pieces } of synthesise({ seed, complete: true, truth: of })) files[name] = [...pieces].join('');
  const study = readStudy(files['study.yaml'] as string, 'study.yaml');
  const matrix = readMatrix(files['expression.csv'] as string, 'expression.csv');
  const reading = readLineaJson(files['facts.json'] as string, { recorded: '2026-11-01T00:00:00Z', by: 'torture' });
  if (!study.ok || !matrix.ok || !reading.ok) throw new Error(`torture: the study of seed ${seed} is not read`);
  return runPlan(analysisTable(study.value.study, reading.facts, new Map([['expression', matrix.value]])), EFFORT);
}

/** How often something was so, over how many. */
class Share {
  #yes = 0;
  #all = 0;
  add(is: boolean): void {
    this.#all += 1;
    if (is) this.#yes += 1;
  }
  /** Within the limits, or off by no more than three standard errors of the limit that is crossed. */
  line(name: string, low: number, high: number): boolean {
    const value = this.#yes / this.#all;
    const slack = (limit: number): number => 3 * Math.sqrt((limit * (1 - limit)) / this.#all);
    const fine = value >= low - slack(low) && value <= high + slack(high);
    console.log(
      `${fine ? 'ok  ' : 'FAIL'} ${name}: ${this.#yes}/${this.#all} = ${value.toFixed(3)} (allowed ${low} to ${high})`,
    );
    return fine;
  }
}

const covered = new Share();
const decoys = new Share();
const noise = new Share();
const leaks = new Share();
const invented = new Share();
const differs = new Map(['ctdna', 'mtv', 'mono', 'exh'].map((key) => [key, new Share()]));
const found = new Share();
const sums = new Map<string, { sum: number; squares: number; n: number; truth: number }>();

for (let seed = 1; seed <= SEEDS; seed++) {
  const { effects, differences, blocks, leaks: refused, interactions } = planOf(seed, truth);
  for (const { endpoint, setting, key, estimate, se, p } of effects.filter((one) => one.endpoint === 'pfs')) {
    if (DECOYS.includes(key)) decoys.add(p < 0.05);
    const planted = truth.effects.find((one) => one.key === key);
    if (!planted) continue;
    const of = setting === 'lbcl2l' ? planted.logHr2L : planted.logHr3L;
    covered.add(Math.abs(estimate - of) < 1.96 * se);
    const name = `${endpoint} ${setting} ${key}`;
    const sum = sums.get(name) ?? { sum: 0, squares: 0, n: 0, truth: of };
    sums.set(name, { sum: sum.sum + estimate, squares: sum.squares + se * se, n: sum.n + 1, truth: of });
  }
  for (const { endpoint, key, differs: flagged } of differences) if (endpoint === 'pfs') differs.get(key)?.add(flagged);
  found.add(
    interactions.some(
      (one) => one.endpoint === 'pfs' && one.setting === 'lbcl2l' && one.keys.join() === 'ctdna,tcm' && one.found,
    ),
  );
  noise.add(blocks.some(({ block, adds }) => block === 'exprNoise' && adds));
  leaks.add(refused.length === 4);
  const none = planOf(seed, same);
  invented.add(none.differences.some((one) => one.endpoint === 'pfs' && one.differs));
  process.stderr.write(`seed ${seed} of ${SEEDS}\n`);
}

const checks = [
  covered.line('95 % intervals that cover the planted effect', 0.92, 0.98),
  decoys.line('null decoys significant at 5 %', 0.03, 0.07),
  noise.line('the block of noise is said to add something', 0, 0.05),
  leaks.line('all four planted leaks refused', 1, 1),
  ...['ctdna', 'mtv', 'mono'].map((key) =>
    (differs.get(key) as Share).line(`${key} flagged as different between lines`, 0, 0.1),
  ),
  (differs.get('exh') as Share).line('exhaustion flagged as different between lines', 0.8, 1),
  found.line('ctDNA x central memory found in second line', 0.6, 1),
  invented.line('a difference reported where there is none', 0, 0.1),
  ...[...sums].map(([name, { sum, squares, n, truth: of }]) => {
    const mean = sum / n;
    const fine = Math.abs(mean - of) < Math.max(0.1 * Math.abs(of), 0.03) + (3 * Math.sqrt(squares)) / n;
    console.log(`${fine ? 'ok  ' : 'FAIL'} ${name}: mean ${mean.toFixed(3)}, planted ${of}`);
    return fine;
  }),
];
process.exitCode = checks.every(Boolean) ? 0 : 1;
