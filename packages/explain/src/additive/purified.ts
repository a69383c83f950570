import { binsOf, type Term } from './term.ts';

/**
 * Moves what a pair says of either feature alone into that feature's own term, until the pair's mean over patients is 0
 * along both (the functional analysis of variance), and centres every term: the margin of the average patient is 0. Where
 * lacking a value tells nothing, what is not known adds 0: it counts as the average of those who have a value.
 *
 * @param tells  by feature: 1 = lacking its value moves on its own
 *
 * @source Lengerich B et al. AISTATS 2020:2402-2412
 */
export function purified(terms: readonly Term[], tells: Uint8Array): Term[] {
  const own = terms.map((term) => ({ ...term, values: [...term.values], weight: weightsOf(term, tells) }));
  const single = (j: number) => own.find(({ features }) => features.length === 1 && features[0] === j)!;
  for (const pair of own.filter(({ features }) => features.length === 2)) {
    const [rows, columns] = [binsOf(pair.cuts[0]!), binsOf(pair.cuts[1]!)];
    for (let round = 0; round < 100; round++) {
      let moved = 0;
      for (const side of [0, 1] as const) {
        const [outer, inner] = side === 0 ? [rows, columns] : [columns, rows];
        const at = (o: number, i: number): number => (side === 0 ? o * columns + i : i * columns + o);
        for (let o = 0; o < outer; o++) {
          let [sum, weight] = [0, 0];
          for (let i = 0; i < inner; i++) {
            sum += pair.values[at(o, i)]! * pair.weight[at(o, i)]!;
            weight += pair.weight[at(o, i)]!;
          }
          const mean = weight > 0 ? sum / weight : 0;
          if (mean === 0) continue;
          for (let i = 0; i < inner; i++) pair.values[at(o, i)]! -= mean;
          give(single(pair.features[side]!), pair.cuts[side]!, o, mean);
          moved = Math.max(moved, Math.abs(mean));
        }
      }
      if (moved < 1e-12) break;
    }
  }
  return own.map(({ weight, ...term }) => {
    const total = weight.reduce((sum, v) => sum + v, 0);
    const mean = term.values.reduce((sum, v, k) => sum + v * weight[k]!, 0) / Math.max(1, total);
    const unknown = unknownCells(term, tells);
    return {
      ...term,
      values: term.values.map((v, k) => (unknown[k] ? 0 : v - mean)),
      spread: term.spread.map((v, k) => (unknown[k] ? 0 : v)),
    };
  });
}

/** By cell: whether a value is not known there of a feature of which lacking it tells nothing. */
function unknownCells({ features, cuts }: Term, tells: Uint8Array): boolean[] {
  const sizes = cuts.map(binsOf);
  const isUnknown = (side: number, bin: number): boolean => tells[features[side]!] === 0 && bin === sizes[side]! - 1;
  return Array.from({ length: sizes.reduce((product, size) => product * size, 1) }, (_, k) => {
    if (sizes.length === 1) return isUnknown(0, k);
    return isUnknown(0, Math.floor(k / sizes[1]!)) || isUnknown(1, k % sizes[1]!);
  });
}

/** Patients of each cell, but for the cells above: those neither raise nor lower a mean. */
function weightsOf(term: Term, tells: Uint8Array): number[] {
  const unknown = unknownCells(term, tells);
  return term.count.map((own, k) => (unknown[k] ? 0 : own));
}

/** Adds a value to the bins of a term that lie in one bin of a coarser cut. */
function give(
  term: { readonly cuts: readonly (readonly number[])[]; values: number[] },
  coarse: readonly number[],
  bin: number,
  value: number,
): void {
  const fine = term.cuts[0]!;
  const missing = bin === coarse.length + 1;
  for (let k = 0; k < term.values.length; k++) {
    const isMissing = k === fine.length + 1;
    if (isMissing !== missing) continue;
    const low = k === 0 ? -Infinity : fine[k - 1]!;
    if (missing || (low >= (coarse[bin - 1] ?? -Infinity) && low < (coarse[bin] ?? Infinity))) term.values[k]! += value;
  }
}
