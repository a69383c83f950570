import { basename } from 'node:path';
import { type AnalysisTable, comparedSettings } from '@linea/cohort';
import { atTimes, cox, productLimit } from '@linea/survival';

interface Row {
  readonly row: number;
  readonly time: number;
  readonly event: number;
}

/** The first term of the study's model that is a plain number, and how R writes it. */
function firstTerm({ study, features }: AnalysisTable, rows: readonly Row[]) {
  for (const { column, transform } of Object.values(study.model.terms)) {
    const feature = features.find(({ spec }) => spec.name === column);
    if (!feature) continue;
    const written = transform === 'identity' ? column : `${transform}(${column})`;
    const of =
      transform === 'log2'
        ? Math.log2
        : transform === 'log10'
          ? Math.log10
          : transform === 'log'
            ? Math.log
            : (x: number) => x;
    const values = feature.values.map(({ value }) => (typeof value === 'number' ? of(value) : Number.NaN));
    if (rows.filter(({ row }) => Number.isFinite(values[row])).length > 20) return { written, values };
  }
  return null;
}

/**
 * An R script that reads the table and gives two of our numbers again: progression-free survival at one year and a log
 * hazard ratio. It stops where R differs.
 */
export function rScript(made: AnalysisTable, out: string, hash: string): string {
  // One setting: each disease defines the endpoint for itself, and a curve over several is of nobody.
  const present = new Set(made.patients.map(({ setting }) => setting));
  const setting = comparedSettings(made.study).find((one) => present.has(one)) ?? made.patients[0]?.setting ?? '';
  const rows = made.patients.flatMap((of, row): Row[] => {
    if (of.setting !== setting) return [];
    const end = made.times.pfs?.[row];
    return end && !('missing' in end) ? [{ row, time: end.days, event: end.event === 1 ? 1 : 0 }] : [];
  });
  const head = `# ${made.synthetic ? 'SYNTHETIC DATA. No real patient. / DATI SINTETICI. Nessun paziente reale.' : made.study.title.en}
# Written by linea cohort; cut ${made.study.cut}, SHA-256 of the table ${hash}
library(survival)
table <- read.csv("${basename(out)}")
stopifnot(nrow(table) == ${made.patients.length})
`;
  if (rows.length === 0) return head;
  const survival = atTimes(
    productLimit(
      rows.map(({ time }) => time),
      rows.map(({ event }) => event),
    ),
    [365],
  ).survival[0] as number;
  const one = `
# Progression-free survival at one year, ${setting}
chosen <- subset(table, setting == "${setting}")
fit <- survfit(Surv(pfs_days, pfs_event == 1) ~ 1, data = chosen)
print(summary(fit, times = 365))
stopifnot(abs(summary(fit, times = 365)$surv - ${survival}) < 1e-8)
`;
  const term = firstTerm(made, rows);
  const usable = term ? rows.filter(({ row }) => Number.isFinite(term.values[row])) : [];
  if (!term || usable.reduce((sum, { event }) => sum + event, 0) < 10) return head + one;
  const fitted = cox(
    usable.map(({ time }) => time),
    usable.map(({ event }) => event),
    usable.map(({ row }) => [term.values[row] as number]),
  );
  return `${head}${one}
# Log hazard ratio of ${term.written}, ${setting}, ${usable.length} complete rows
cox <- coxph(Surv(pfs_days, pfs_event == 1) ~ ${term.written}, data = chosen)
print(cox)
stopifnot(abs(coef(cox) - ${fitted.coefficients[0]}) < 1e-6)
`;
}
