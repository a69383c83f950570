// Validates the tables of side-by-side.R with the command line; see there.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const out = process.argv[2];
const SIDES = {
  plain: 'Surv(t, d)',
  ties: 'Surv(t, d)',
  censored: 'Surv(t, d)',
  competing: 'Hist(t, d)',
  late: 'Surv(s, t, d)',
};
for (const [table, left] of Object.entries(SIDES)) {
  for (const learner of ['cox', 'boost', 'forest']) {
    const name = `${out}/${table}-${learner}`;
    const words = ['model', 'validate', `${out}/${table}.csv`, `${left} ~ x1 + x2 + x3 + g`, '--learner', learner];
    const horizon = ['--ibs-from', '0.5', '--tau', '5.4', '--at', '2.9'];
    const folds = ['--folds', `${out}/${table}-folds.csv`, '--predictions', `${name}-predictions.csv`];
    const against = learner === 'cox' ? ['--against', 'coxnet'] : [];
    const answer = execFileSync('node', ['bin/linea.mjs', ...words, ...horizon, ...folds, ...against, '--json'], {
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    writeFileSync(`${name}.json`, answer);
    process.stdout.write(`${name}\n`);
  }
}
