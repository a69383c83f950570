import type { AnalysisTable, FeatureColumn } from '@linea/cohort';
import { categoricalDifference, quantiles, standardisedDifference } from '@linea/survival';

/** What is known of one column in one setting. */
type Described =
  | { readonly kind: 'number'; readonly median: number; readonly quartiles: readonly [number, number] }
  | { readonly kind: 'yesNo'; readonly yes: number }
  | { readonly kind: 'levels'; readonly counts: Readonly<Record<string, number>> }
  | { readonly kind: 'nothing' };

/** One row of the baseline table. */
export interface BaselineRow {
  readonly column: string;
  readonly settings: readonly (Described & {
    readonly setting: string;
    readonly n: number;
    readonly missing: number;
  })[];
  /** Standardised difference of second and later lines, without sign; null where one of them has fewer than two values or none varies. */
  readonly standardised: number | null;
}

type Values = readonly (number | string)[];

/** Every feature by setting, as it was known at the decision; quartiles of type 7, as R has them. */
export function baselineOf(table: AnalysisTable, settings: readonly string[]): readonly BaselineRow[] {
  const { second, later } = table.study.settings;
  return table.features.map((feature) => {
    const kind = kindOf(feature, settings, table);
    const valuesIn = (of: readonly string[]): Values => known(feature, table, of);
    const compared = [second, later].map((of) => valuesIn(of.filter((setting) => settings.includes(setting))));
    return {
      column: feature.spec.name,
      settings: settings.map((setting) => {
        const values = valuesIn([setting]);
        const all = table.patients.filter((of) => of.setting === setting).length;
        return { setting, n: values.length, missing: all - values.length, ...described(values, kind) };
      }),
      standardised: differenceOf(compared[0] ?? [], compared[1] ?? [], kind),
    };
  });
}

const known = ({ values }: FeatureColumn, { patients }: AnalysisTable, settings: readonly string[]): Values =>
  values.flatMap(({ value }, row) =>
    value !== null && settings.includes(patients[row]?.setting ?? '') ? [value] : [],
  );

function kindOf(
  feature: FeatureColumn,
  settings: readonly string[],
  table: AnalysisTable,
): 'number' | 'yesNo' | 'levels' {
  const all = known(feature, table, settings);
  if (all.some((value) => typeof value === 'string')) return 'levels';
  // What the study asks as a question is one, whoever answers; a number that is 0 or 1 in everybody counts as one, too.
  return 'is' in feature.spec || all.every((value) => value === 0 || value === 1) ? 'yesNo' : 'number';
}

function described(values: Values, kind: 'number' | 'yesNo' | 'levels'): Described {
  if (values.length === 0) return { kind: 'nothing' };
  if (kind === 'levels') return { kind, counts: countsOf(values) };
  if (kind === 'yesNo') return { kind, yes: values.filter((value) => value === 1).length };
  const [low, median, high] = quantiles(values as number[], [0.25, 0.5, 0.75]) as [number, number, number];
  return { kind, median, quartiles: [low, high] };
}

function countsOf(values: Values): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function differenceOf(a: Values, b: Values, kind: 'number' | 'yesNo' | 'levels'): number | null {
  if (a.length < 2 || b.length < 2) return null;
  const levels = [...new Set([...a, ...b].map(String))].sort();
  const count = (of: Values): number[] => levels.map((level) => of.filter((value) => String(value) === level).length);
  const found =
    kind === 'number'
      ? Math.abs(standardisedDifference(a as number[], b as number[]))
      : categoricalDifference(count(a), count(b));
  return Number.isFinite(found) ? found : null;
}
