import type { Say } from '@linea/registry/words';
import { figure, grid, interval, levelHead, type Members, members, numbers, rows, texts } from './format.ts';

type Matrix = readonly (readonly (number | null)[])[];

const matrix = (value: unknown): Matrix => (Array.isArray(value) ? value.map(numbers) : []);

/** A line per new row, or row of the data, and a column per time. */
function byTime(values: Matrix, times: unknown, say: Say): string {
  const heads = numbers(times).map((t) => say('survival.at', { time: figure(t, say) }));
  const kept = values.slice(0, 20);
  const cells = kept.map((row, r) => [`${r + 1}`, ...row.map((x) => figure(x, say))]);
  const rest = values.length - kept.length;
  const more = rest > 0 ? `\n${say('survival.more', { count: rest })}` : '';
  return grid(['row', ...heads], cells, say) + more;
}

/** Survival of new rows under a Cox model, with intervals. */
function survivalOf({ times, surv, lower, upper }: Members, say: Say, options: Members): string {
  const of = (value: unknown, t: number, r: number) => matrix(value)[t]?.[r];
  const patients = matrix(surv)[0]?.length ?? 0;
  const cells = Array.from({ length: patients }).flatMap((_, r) =>
    numbers(times).map((time, t) => [
      `${r + 1}`,
      figure(time, say),
      figure(of(surv, t, r), say),
      interval(of(lower, t, r), of(upper, t, r), say),
    ]),
  );
  return grid(['row', 'time', 'surv', levelHead(options, say)], cells.slice(0, 60), say);
}

/** What a model predicts for the rows of `--predict`. */
export function predictedText({ predicted, times, quantiles, ...answer }: Members, say: Say): string[] {
  const risk = Object.keys(answer).find((name) => /^risk_cause\w+$/.test(name) && !name.endsWith('product_limit'));
  if (risk !== undefined)
    return [
      `${say('survival.risk', { cause: risk.slice('risk_cause'.length) })}\n${byTime(matrix(answer[risk]), times, say)}`,
    ];
  if (predicted === undefined) return [];
  if (Array.isArray(predicted))
    return [`${say('survival.predictedTimes')}\n${byTime(matrix(predicted), quantiles, say)}`];
  const made = members(predicted);
  if (numbers(made.times).length === 0) return [];
  if (made.cif !== undefined)
    return [`${say('survival.predictedIncidence')}\n${byTime(matrix(made.cif), made.times, say)}`];
  return [`${say('survival.predictedSurvival')}\n${survivalOf(made, say, answer)}`];
}

/** Pseudo-values, a line per patient. */
export const printPseudo = ({ values, times }: Members, say: Say): string[] => [byTime(matrix(values), times, say)];

/** What was filled in: a line per gap, a column per completed table. */
export const printImputed = ({ variables }: Members, say: Say): string[] =>
  Object.entries(members(variables)).map(([name, gaps]) => {
    const { rows: at, values } = members(gaps);
    const tables = rows(values) as unknown as readonly (readonly unknown[])[];
    const cells = texts(at).map((row, g) => [`${Number(row) + 1}`, ...tables.map((table) => figure(table[g], say))]);
    const heads = tables.map((_, m) => say('survival.table', { number: m + 1 }));
    return `${say('survival.filled', { name, count: cells.length })}\n${grid(['row', ...heads], cells, say)}`;
  });
