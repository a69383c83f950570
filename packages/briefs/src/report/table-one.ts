import type { AnalysisTable } from '@linea/cohort';
import { printedUnit } from '@linea/facts/printed-unit';
import type { Numbers } from './html.ts';
import type { Labels } from './labels.ts';

/** Baseline by setting: median and quartiles of numbers, counts of yes and no, each with its own denominator. */
export function baselineRows(
  { patients, features }: AnalysisTable,
  settings: readonly string[],
  { fixed, percent }: Numbers,
  { column }: Pick<Labels, 'column'>,
): readonly (readonly string[])[] {
  return features
    .filter(({ spec }) => !spec.name.startsWith('blood_'))
    .map(({ spec, values }) => {
      const all = values.flatMap(({ value }) => (value === null ? [] : [value]));
      const isFlag = all.every((value) => value === 0 || value === 1);
      const cells = settings.map((setting) => {
        const own = values.flatMap(({ value }, row) =>
          patients[row]?.setting === setting && value !== null ? [value] : [],
        );
        if (own.length === 0) return '–';
        if (own.some((value) => typeof value === 'string')) return levels(own.map(String));
        const numbers = (own as number[]).slice().sort((a, b) => a - b);
        if (isFlag) {
          const yes = numbers.reduce((sum, value) => sum + value, 0);
          return `${yes}/${numbers.length} (${percent(yes / numbers.length)})`;
        }
        const at = (share: number): string => short(numbers[Math.round(share * (numbers.length - 1))] as number, fixed);
        return `${at(0.5)} (${at(0.25)} – ${at(0.75)}), n ${numbers.length}`;
      });
      const unit = spec.unit ? ` [${printedUnit(spec.unit)}]` : '';
      return [`${column(spec.name)}${unit}`, ...cells];
    });
}

function levels(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort()
    .map(([level, n]) => `${level}: ${n}`)
    .join(', ');
}

const short = (value: number, fixed: Numbers['fixed']): string =>
  fixed(value, Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

/** Share of features that each centre has filled, lowest first. */
export function completenessRows(
  { patients, features }: AnalysisTable,
  { percent }: Numbers,
): readonly (readonly string[])[] {
  const centres = [...new Set(patients.map(({ centre }) => centre))].sort();
  const blocks = [...new Set(features.map(({ spec }) => spec.block))];
  return centres.map((centre) => {
    const rows = patients.flatMap((of, row) => (of.centre === centre ? [row] : []));
    const filled = blocks.map((block) => {
      const own = features.filter(({ spec }) => spec.block === block);
      const n = own.reduce((sum, { values }) => sum + rows.filter((row) => values[row]?.value !== null).length, 0);
      return percent(n / (own.length * rows.length));
    });
    return [centre, String(rows.length), ...filled];
  });
}

export const blocksOf = ({ features }: AnalysisTable): readonly string[] => [
  ...new Set(features.map(({ spec }) => spec.block)),
];
