/**
 * What genetic drivers add to the IPI, on the DLBCL of Schmitz et al. 2018 (N Engl J Med 378:1396) with the drivers of DLBclass:
 * `node examples/studies/dlbcl-nci.mjs clinical.csv drivers_699x163.tsv`. Neither table is part of Linea (no licence is stated).
 *
 * Patients marked "Included in Survival Analysis" with drivers and an IPI known to the point; progression-free survival in years. Drivers altered in
 * 5 to 95 percent count, as altered or not. Validation: five parts, twice, the same for both models; a lasso holds
 * the drivers back and leaves the IPI nearly free.
 */
import { readFileSync } from 'node:fs';
import { criterionById } from '@linea/criteria';
import {
  correctedDifference,
  outcomesOf,
  overlapOf,
  runSplit,
  splitsOfDesign,
  summarise,
  usualHorizon,
} from '@linea/explain';
import { adjustP, cox, frameOf, productLimit, quantileOf } from '@linea/survival';
import { printCounts } from '../agreement/print-tables.mjs';
import { pathsGiven } from '../agreement/read-patients.mjs';

const [clinical, drivers] = pathsGiven(2, 'node examples/studies/dlbcl-nci.mjs clinical.csv drivers_699x163.tsv');
const lines = (path) =>
  readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
const number = (text) => (text === undefined || text === '' || text === 'NA' ? null : Number(text));

const [head, ...rows] = lines(clinical).map((line) => line.split(','));
const at = (name) => {
  const index = head.findIndex((one) => one.startsWith(name));
  if (index < 0) throw new Error(`no column ${name}`);
  return index;
};
const COLUMNS = {
  age: 'Age',
  stage: 'Ann Arbor',
  ldh: 'LDH',
  ecog: 'ECOG',
  sites: 'Number of Extranodal',
  ipi: 'IPI Range',
  group: 'IPI Group',
  event: 'Progression_Free Survival _PFS_ Status',
  years: 'Progression_Free Survival _PFS_ Time',
  included: 'Included',
};
const places = Object.fromEntries(Object.entries(COLUMNS).map(([name, start]) => [name, at(start)]));
const patients = rows.map((row) => ({
  id: row[0].toUpperCase(),
  ...Object.fromEntries(Object.entries(places).map(([name, index]) => [name, row[index]])),
}));

/** The IPI of the table: a number, or two digits for a range (`23`: 2 or 3, an item was not known). */
const stated = ({ ipi }) => [...ipi].map(Number);

/** The IPI that Linea derives from its five items, beside the one of the table. */
const ipi = criterionById('ipi');
const compared = patients.map((one) => {
  const items = {
    ageYears: number(one.age),
    stage: number(one.stage),
    ecog: number(one.ecog),
    ldhUlnRatio: number(one.ldh),
    extranodalSites: number(one.sites),
  };
  const { answer } = ipi.derive(items);
  const derived = answer.status === 'determined' ? [answer.value] : answer.possible;
  const said = stated(one);
  const [low, high] = [said[0], said.at(-1)];
  if (derived[0] === low && derived.at(-1) === high) return low === high ? 'the same number' : 'the same range';
  if (derived[0] <= low && derived.at(-1) >= high) return 'a wider range that holds it';
  return derived[0] <= high && derived.at(-1) >= low ? 'ranges that overlap' : 'different';
});
printCounts(`IPI of the table against that of its items, ${patients.length} patients`, compared);

const [genesHead, ...genes] = lines(drivers).map((line) => line.split('\t'));
const samples = new Map(genesHead.slice(2).map((name, index) => [name.toUpperCase(), index + 2]));
const chosen = patients.filter(
  (one) => one.included === 'Yes' && stated(one).length === 1 && number(one.years) !== null && samples.has(one.id),
);
const altered = (gene) => chosen.map(({ id }) => (Number(gene[samples.get(id)]) > 0 ? 1 : 0));
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const columns = genes
  .map((gene) => ({ name: gene[0], values: altered(gene) }))
  .filter(({ values }) => sum(values) >= 0.05 * chosen.length && sum(values) <= 0.95 * chosen.length);
const [time, event, points] = [
  chosen.map(({ years }) => Number(years)),
  chosen.map((one) => Number(one.event)),
  chosen.map((one) => Number(one.ipi)),
];
console.log(
  `\n${chosen.length} patients, ${sum(event)} progressions, ${columns.length} drivers altered in 5 to 95 percent`,
);

console.log('\nProgression-free survival by group of the IPI');
for (const [name, from, to] of [
  ['low (0-1)', 0, 1],
  ['intermediate (2-3)', 2, 3],
  ['high (4-5)', 4, 5],
]) {
  const own = points.flatMap((value, index) => (value >= from && value <= to ? [index] : []));
  const curve = productLimit(
    own.map((index) => time[index]),
    own.map((index) => event[index]),
  );
  const last = curve.time.findLastIndex((years) => years <= 3);
  const median = quantileOf(curve, 0.5).time;
  console.log(
    `  ${name.padEnd(20)} ${String(own.length).padStart(3)} patients, ${sum(own.map((index) => event[index]))} events, at 3 years ${(100 * (last < 0 ? 1 : curve.survival[last])).toFixed(0)} percent, median ${Number.isFinite(median) ? `${median.toFixed(1)} years` : 'not reached'}`,
  );
}

/** The effect of one driver beside the IPI, by the likelihood ratio against the IPI alone. */
const alone = cox(
  time,
  event,
  points.map((value) => [value]),
);
const chiSquareUpper1 = (x) => Math.max(Number.MIN_VALUE, 2 * (1 - normal(Math.sqrt(Math.max(0, x)))));
function normal(z) {
  const t = 1 / (1 + 0.2316419 * z);
  const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail;
}
const effects = columns.map(({ name, values }) => {
  const fit = cox(
    time,
    event,
    points.map((value, index) => [value, values[index]]),
  );
  const [beta, se] = [fit.coefficients[1], Math.sqrt(fit.variance[3])];
  return { name, n: sum(values), beta, se, p: chiSquareUpper1(2 * (fit.logLikelihood - alone.logLikelihood)) };
});
const q = adjustP(
  effects.map(({ p }) => p),
  'BH',
);
console.log(
  `\nIPI alone: hazard ratio ${Math.exp(alone.coefficients[0]).toFixed(2)} a point. Drivers beside the IPI, false discovery rate below 0.1: ${q.filter((one) => one < 0.1).length} of ${q.length}. The five with the smallest p:`,
);
for (const { name, n, beta, se, p, index } of effects
  .map((one, index) => ({ ...one, index }))
  .sort((a, b) => a.p - b.p)
  .slice(0, 5))
  console.log(
    `  ${name.padEnd(12)} altered in ${String(n).padStart(3)}, hazard ratio ${Math.exp(beta).toFixed(2)} (${Math.exp(beta - 1.96 * se).toFixed(2)} to ${Math.exp(beta + 1.96 * se).toFixed(2)}), p ${p.toPrecision(2)}, q ${q[index].toFixed(2)}`,
  );

/** Discrimination and error out of fold, on the same parts. */
const frame = frameOf({
  time,
  event,
  ipi: points,
  ...Object.fromEntries(columns.map(({ values }, index) => [`g${index}`, values])),
});
const genesIn = columns.map((_, index) => `g${index}`);
const formulaOf = (names) => `Surv(time, event) ~ ${names.join(' + ')}`;
const full = outcomesOf(formulaOf(['ipi', ...genesIn]), frame);
const horizon = usualHorizon(full.time);
const splits = splitsOfDesign(full, { kind: 'repeated', parts: 5, repetitions: 2, seed: 1 });
const MODELS = [
  ['IPI', ['ipi'], 'cox', {}],
  [
    'IPI and drivers',
    ['ipi', ...genesIn],
    'coxnet',
    { alpha: 1, blocks: [{ name: 'ipi', features: ['ipi'], factor: 0.01 }] },
  ],
];
const validated = MODELS.map(([name, names, learner, options]) => {
  const outcomes = outcomesOf(formulaOf(names), frame);
  const results = splits.map((split) => runSplit(outcomes, split, learner, { seed: 1, ...options }, horizon));
  return {
    name,
    validation: summarise(learner, outcomes, names.length, splits, results, horizon, { cause: 1, seed: 1 }),
  };
});
console.log(
  `\nOut of fold (five parts, twice): concordance (Harrell), integrated Brier score, Brier score of the curve of all`,
);
for (const { name, validation } of validated) {
  const { harrell, ibs } = validation.interval;
  console.log(
    `  ${name.padEnd(16)} C ${harrell.estimate.toFixed(3)} (${harrell.lower.toFixed(3)} to ${harrell.upper.toFixed(3)}), IBS ${ibs.estimate.toFixed(4)}, of all ${validation.kaplan_meier.ibs.toFixed(4)}`,
  );
}
const [base, both] = validated;
for (const metric of ['harrell', 'ibs']) {
  const gain = correctedDifference(
    both.validation.per_split[metric],
    base.validation.per_split[metric],
    overlapOf(splits),
  );
  console.log(
    `  gain of the drivers over the IPI, ${metric}: ${gain.estimate.toFixed(4)} (${gain.lower.toFixed(4)} to ${gain.upper.toFixed(4)}), p ${gain.p.toFixed(2)}`,
  );
}
