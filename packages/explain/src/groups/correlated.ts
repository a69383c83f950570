import { midranks } from '@linea/survival';
import type { Rows } from '../tree/tree.ts';
import { type FeatureGroup, nameOfGroup } from './feature-group.ts';

/** Features whose mean absolute rank correlation is at least this are explained together. */
const CORRELATED = 0.7;

/**
 * Groups of correlated features, found on training rows: average linkage on 1 - |Spearman's rho|, cut at 1 - `threshold`.
 *
 * @param together  features that belong together whatever the data say, such as the columns of a factor; positions
 * @returns groups of two or more, in order of their first feature
 * @source Murtagh F. Comput J 1983;26:354-359 (nearest-neighbour chains: O(p^2) for the clustering)
 *
 * Each feature is ranked among those who have it; a pair is compared over the patients who have both.
 */
export function correlatedGroups(
  features: readonly string[],
  rows: Rows,
  together: readonly (readonly number[])[] = [],
  threshold = CORRELATED,
): FeatureGroup[] {
  const distance = distances(rows, together);
  return clusters(distance, rows.p, 1 - threshold)
    .filter((members) => members.length > 1)
    .sort((a, b) => a[0]! - b[0]!)
    .map((members) => {
      const own = members.map((j) => features[j]!);
      return { name: nameOfGroup(own), features: own };
    });
}

/** 1 - |rho| of each pair, p x p. */
function distances({ n, p, x }: Rows, together: readonly (readonly number[])[]): Float64Array {
  const ranks = Array.from({ length: p }, (_, j) =>
    centredRanks(Float64Array.from({ length: n }, (_, i) => x[i * p + j]!)),
  );
  const whole = ranks.map((own) => own.every((r) => !Number.isNaN(r)));
  const distance = new Float64Array(p * p);
  for (let a = 0; a < p; a++) {
    for (let b = 0; b < a; b++) {
      const rho = whole[a] && whole[b] ? dot(ranks[a]!, ranks[b]!) : ofBoth(ranks[a]!, ranks[b]!);
      distance[a * p + b] = distance[b * p + a] = 1 - Math.min(1, Math.abs(rho));
    }
  }
  for (const members of together) for (const a of members) for (const b of members) distance[a * p + b] = 0;
  return distance;
}

/** Ranks of mean 0 and length 1; NaN where missing, 0 where nothing varies. */
function centredRanks(values: Float64Array): Float64Array {
  const present = Int32Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]!));
  const own = midranks(Float64Array.from(present, (i) => values[i]!)).ranks;
  const middle = (present.length + 1) / 2;
  const length = Math.sqrt(own.reduce((sum, r) => sum + (r - middle) ** 2, 0));
  const ranks = new Float64Array(values.length).fill(Number.NaN);
  present.forEach((i, k) => {
    ranks[i] = length > 0 ? (own[k]! - middle) / length : 0;
  });
  return ranks;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Over the patients who have both. */
function ofBoth(a: Float64Array, b: Float64Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [u, v] = [a[i]!, b[i]!];
    if (Number.isNaN(u) || Number.isNaN(v)) continue;
    ab += u * v;
    aa += u * u;
    bb += v * v;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

/** Clusters of average linkage whose mean distance is at most `height`, each ascending. */
function clusters(distance: Float64Array, p: number, height: number): number[][] {
  const mean = distance.slice();
  const size = new Int32Array(p).fill(1);
  const merges: { readonly a: number; readonly b: number; readonly at: number }[] = [];
  const isOpen = new Uint8Array(p).fill(1);
  const chain: number[] = [];
  for (let left = p; left > 1; ) {
    if (chain.length === 0) chain.push(isOpen.indexOf(1));
    const here = chain.at(-1)!;
    // The one before in the chain wins ties, so that the chain ends.
    let nearest = chain.length > 1 ? chain.at(-2)! : -1;
    for (let j = 0; j < p; j++) {
      if (isOpen[j] === 0 || j === here) continue;
      if (nearest < 0 || mean[here * p + j]! < mean[here * p + nearest]!) nearest = j;
    }
    if (chain.length < 2 || nearest !== chain.at(-2)) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    const [a, b] = here < nearest ? [here, nearest] : [nearest, here];
    merges.push({ a, b, at: mean[a * p + b]! });
    for (let j = 0; j < p; j++) {
      if (isOpen[j] === 0 || j === a || j === b) continue;
      const joined = (size[a]! * mean[a * p + j]! + size[b]! * mean[b * p + j]!) / (size[a]! + size[b]!);
      mean[a * p + j] = mean[j * p + a] = joined;
    }
    size[a]! += size[b]!;
    isOpen[b] = 0;
    left--;
  }
  // Heights of average linkage never fall on the way up, so cutting is leaving out the high merges.
  const owner = Int32Array.from({ length: p }, (_, j) => j);
  const root = (j: number): number => (owner[j] === j ? j : root(owner[j]!));
  for (const { a, b, at } of merges) if (at <= height + 1e-12) owner[root(b)] = root(a);
  const found = new Map<number, number[]>();
  for (let j = 0; j < p; j++) {
    const own = found.get(root(j));
    if (own) own.push(j);
    else found.set(root(j), [j]);
  }
  return [...found.values()];
}
