import type { FeatureValue } from '../feature/feature.ts';
import { isMatrix } from '../study/study.ts';
import type { AnalysisTable } from './analysis-table.ts';
import { cell } from './write-table.ts';

/** What a column of the table is, and how well it is filled. */
export interface CodebookRow {
  readonly column: string;
  readonly block: string;
  /** The code of the dictionary, or what it is worked out of. */
  readonly from: string;
  readonly unit: string;
  readonly window: string;
  readonly take: string;
  readonly known: string;
  readonly n: number;
  readonly missing: number;
  readonly notRecorded: number;
  readonly absent: number;
  readonly outsideWindow: number;
  /** Values whose source did not say when they were known: the instant is assumed. */
  readonly assumedKnown: number;
  /** Beyond a limit of detection or given as an interval. */
  readonly bounded: number;
  readonly lowest: number | null;
  readonly median: number | null;
  readonly highest: number | null;
}

/** A row per feature. Missing values are counted by reason, assumed known-instants too. */
export function codebook({ features, study }: AnalysisTable): readonly CodebookRow[] {
  return features.map(({ spec, values }) => {
    const numbers = values.flatMap(({ value }) => (typeof value === 'number' ? [value] : [])).sort((a, b) => a - b);
    const count = (is: (value: FeatureValue) => boolean): number => values.filter(is).length;
    const where = Object.entries(spec.where ?? {}).map(([code, is]) => `${code}=${[is].flat().join('|')}`);
    const is = spec.is ? ` in ${spec.is.join('|')}` : '';
    return {
      column: spec.name,
      block: spec.block,
      from: spec.from ?? [`${spec.code}${is}${spec.per ? ' / uln' : ''}`, ...where].join(', '),
      unit: spec.per ? '1' : (spec.unit ?? ''),
      window: spec.window ? `${spec.window[0]} … ${spec.window[1]} d` : '',
      take: spec.take,
      known: `before ${study.decision}`,
      n: count(({ value }) => value !== null),
      missing: count(({ value }) => value === null),
      notRecorded: count(({ missing }) => missing === 'notRecorded'),
      absent: count(({ missing }) => missing === 'absent'),
      outsideWindow: count(({ missing }) => missing === 'outsideWindow'),
      assumedKnown: count(({ value, assumedKnown }) => value !== null && assumedKnown),
      bounded: count(({ value, bounded }) => value !== null && bounded),
      lowest: numbers[0] ?? null,
      median: numbers.length > 0 ? middle(numbers) : null,
      highest: numbers.at(-1) ?? null,
    };
  });
}

function middle(sorted: readonly number[]): number {
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] as number) + (sorted[Math.ceil(half)] as number)) / 2;
}

export function codebookCsv(table: AnalysisTable): string {
  const rows = codebook(table);
  const names = Object.keys(rows[0] ?? {}) as (keyof CodebookRow)[];
  return [names.join(','), ...rows.map((row) => names.map((name) => cell(row[name])).join(',')), ''].join('\n');
}

/** How many columns a study takes from matrices, by block. */
export const matrixColumns = ({ study, matrices }: AnalysisTable): Readonly<Record<string, number>> =>
  Object.fromEntries(
    study.features
      .filter(isMatrix)
      .map(({ block }) => [block, matrices.find((of) => of.block === block)?.columns.length ?? 0]),
  );
