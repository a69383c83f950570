import { dictionary, type Fact, type View } from '@linea/facts';
import { type FeatureValue, sampleOf } from '../feature/feature.ts';
import { atCut, seenOf } from '../population/seen.ts';
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
  /** The samples it was measured in and the assays, as the facts say, with how many each: `pbStreck 260`. */
  readonly compartment: string;
  readonly method: string;
  /** Limits of detection, as results below one and the assays themselves say, with how many each: `0.5 {hGE}/mL 3; assay 0.02 % 260`. */
  readonly limit: string;
  /** What stands for a result below the limit of detection; empty where none was. */
  readonly belowLimit: string;
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
export function codebook(table: AnalysisTable): readonly CodebookRow[] {
  const { features, study } = table;
  const measured = measuredHow(table);
  return features.map(({ spec, values }, j) => {
    const { samples, assays, limits } = measured[j] as Measured;
    const numbers = values.flatMap(({ value }) => (typeof value === 'number' ? [value] : [])).sort((a, b) => a - b);
    const count = (is: (value: FeatureValue) => boolean): number => values.filter(is).length;
    const where = Object.entries({ ...spec.where, ...spec.sample }).map(
      ([code, is]) => `${code}=${[is].flat().join('|')}`,
    );
    const is = spec.is ? ` in ${spec.is.join('|')}` : '';
    return {
      column: spec.name,
      block: spec.block,
      from: spec.from ?? [`${spec.code}${is}${spec.per ? ' / uln' : ''}`, ...where].join(', '),
      unit: spec.per ? '1' : (spec.unit ?? dictionary().get(spec.code ?? '')?.unit ?? ''),
      compartment: listed(samples),
      method: listed(assays),
      limit: listed(limits),
      belowLimit: count(({ value, bounded }) => value !== null && bounded) > 0 ? spec.belowLimit : '',
      window: spec.window ? `${spec.window[0]} … ${spec.window[1]} d` : '',
      take: spec.take,
      known: study.assumed === 'asDated' ? `by ${study.decision}, assumed as dated` : `before ${study.decision}`,
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

interface Measured {
  readonly samples: Map<string, number>;
  readonly assays: Map<string, number>;
  readonly limits: Map<string, number>;
}

/** The limit of detection that an assay states for itself. */
const ASSAY_LIMIT = 'ctdna.lod';
const ASSAYS: ReadonlySet<string> = new Set(['asy.kind', 'asy.sampleRef', 'smp.type', ASSAY_LIMIT]);

/** The limit that a result lies below, as the laboratory printed it. */
function limitOf(fact: Fact | undefined): string | undefined {
  if (fact?.value?.kind !== 'number') return undefined;
  const { comparator, number, unit } = fact.value;
  return comparator === '<' || comparator === '<=' ? [number, unit ?? ''].join(' ').trim() : undefined;
}

/** In which samples and by which assays the values of each feature were measured. */
function measuredHow({ features, patients, study }: AnalysisTable): readonly Measured[] {
  const counts = features.map((): Measured => ({ samples: new Map(), assays: new Map(), limits: new Map() }));
  const add = (of: Map<string, number>, name: string | undefined): void => {
    if (name !== undefined) of.set(name, (of.get(name) ?? 0) + 1);
  };
  for (const [row, { facts }] of patients.entries()) {
    let of: View | undefined;
    const answer = (event: string, code: string): string | undefined => {
      const found = of?.byEvent(event).find((other) => other.code === code)?.value;
      return found?.kind === 'code' ? found.code : undefined;
    };
    for (const [j, { values }] of features.entries()) {
      const { fact, value = null } = values[row] ?? {};
      if (value === null) continue;
      const { samples, assays, limits } = counts[j] as Measured;
      add(limits, limitOf(fact));
      if (!fact?.event.startsWith('assay:')) continue;
      of ??= seenOf(facts, ASSAYS, atCut(study.cut));
      const own = of.byEvent(fact.event).find(({ code }) => code === ASSAY_LIMIT)?.value;
      if (own?.kind === 'number') add(limits, `assay ${own.number} ${own.unit ?? ''}`.trim());
      add(assays, answer(fact.event, 'asy.kind'));
      const sample = sampleOf(of, fact.event);
      if (sample !== undefined) add(samples, answer(sample, 'smp.type'));
    }
  }
  return counts;
}

const listed = (counts: ReadonlyMap<string, number>): string =>
  [...counts].sort().map(([name, n]) => `${name} ${n}`).join('; '); // biome-ignore format: a chain

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
