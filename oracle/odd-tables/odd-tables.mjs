// What every learner of Linea predicts for the tables of odd-tables.R, or why it does not; see there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { outcomesOf, predictWith, trainModel } from '../../packages/explain/dist/index.js';
import { readCsv } from '../../packages/survival/dist/index.js';

// node odd-tables.mjs OUT [TABLES [LEARNERS]], each a list with commas
const [out, only = '', by = ''] = process.argv.slice(2);
const FORMULA = { late: 'Surv(s, t, d) ~ .', strata: 'Surv(t, d) ~ . + strata(g)', causes: 'Hist(t, d) ~ .' };
const LEARNERS = [['cox', {}], ['coxnet', {}], ['forest', { trees: 300 }], ['boost', {}], ['boost', { loss: 'discrete' }], ['additive', {}], ['auto', {}]]; // biome-ignore format: a list
for (const name of [
  'wide',
  'many',
  'levels',
  'ties',
  'few',
  'collinear',
  'late',
  'weights',
  'strata',
  'causes',
  'empty',
]) {
  if (!existsSync(`${out}/${name}-train.csv`) || (only && !only.split(',').includes(name))) continue;
  const [train, test] = ['train', 'test'].map((part) => readCsv(readFileSync(`${out}/${name}-${part}.csv`)));
  const outcomes = outcomesOf(FORMULA[name] ?? 'Surv(t, d) ~ .', train, name === 'weights' ? 'w' : undefined);
  const said = [];
  for (const [learner, options] of LEARNERS) {
    const label = options.loss ? 'discrete' : learner;
    if (by && !by.split(',').includes(label)) continue;
    const start = process.cpuUsage();
    try {
      const { risk, survival } = predictWith(trainModel(outcomes, learner, options), test, [2, 5]);
      const wrong = [...risk, ...survival.flat()].filter((v) => !Number.isFinite(v)).length;
      if (wrong > 0) process.stdout.write(`${name} ${label}: ${wrong} values are not finite\n`);
      said.push([label, risk]);
    } catch (error) {
      process.stdout.write(`${name} ${label}: ${error.issues ? error.message : error.stack}\n`);
    }
    process.stdout.write(`${name} ${label} ${(process.cpuUsage(start).user / 1e6).toFixed(1)} s\n`);
  }
  const lines = Array.from({ length: test.rows }, (_, i) => said.map(([, risk]) => risk[i]).join(','));
  writeFileSync(`${out}/${name}-linea.csv`, `${[said.map(([label]) => label).join(','), ...lines].join('\n')}\n`);
}
