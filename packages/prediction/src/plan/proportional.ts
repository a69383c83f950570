import { chiSquareUpper, cox, proportionality } from '@linea/survival';
import type { Fitted } from './effects.ts';

/** Whether the hazard ratios of a model stay the same over time. */
export interface Proportional {
  readonly endpoint: string;
  readonly setting: string;
  /** Of all terms together. */
  readonly p: number;
  /** Of each term: small where its ratio changes over time. */
  readonly terms: readonly { readonly key: string; readonly p: number }[];
}

/**
 * Score tests of each model in its first completed table, against effects that change with one minus Kaplan-Meier.
 *
 * @source Grambsch PM, Therneau TM. Biometrika 1994;81:515-526
 */
export function proportionalOf({ endpoint, setting, fit, main, terms, completed }: Fitted): readonly Proportional[] {
  const columns = completed[0] ?? [];
  const used = Array.from({ length: main }, (_, j) => j).filter((j) => !fit.unusable.includes(fit.keys[j] as string));
  if (used.length === 0) return [];
  const model = cox(
    terms.time,
    terms.event,
    terms.rows.map((_, i) => used.map((j) => columns[j]?.[i] as number)),
  );
  const tested = proportionality(model, Array.from(used.keys()), 'km');
  const pOf = ({ statistic, df }: { readonly statistic: number; readonly df: number }): number => chiSquareUpper(statistic, df); // biome-ignore format: one call
  const own = tested.terms.map(({ term, test }) => ({ key: fit.keys[used[term] as number] as string, p: pOf(test) }));
  const p = pOf(tested.global);
  return [p, ...own.map((one) => one.p)].every(Number.isFinite) ? [{ endpoint, setting, p, terms: own }] : [];
}
