import type { Ensemble, Rows } from '../tree/tree.ts';
import { margins } from '../tree/tree.ts';
import { interactions } from './interactions.ts';
import { interventional } from './interventional.ts';
import { treeExplainer } from './tree-shap.ts';

/** What is asked for beside contributions. */
export interface AttributionWanted {
  readonly interactions?: boolean;
  readonly background?: Rows | undefined;
}

/** Why rows got their margin, as flat arrays: n x (p + 1), or n x (p + 1)^2 for interactions. The last entry is the baseline. */
export interface Attribution {
  readonly n: number;
  readonly p: number;
  readonly margin: Float64Array;
  readonly contributions: Float64Array;
  readonly interactions?: Float64Array;
  readonly interventional?: Float64Array;
}

/** Of a sum of trees, exactly. */
export function attributeTrees(ensemble: Ensemble, rows: Rows, wanted: AttributionWanted = {}): Attribution {
  const explainer = treeExplainer(ensemble);
  return {
    n: rows.n,
    p: rows.p,
    margin: margins(ensemble, rows),
    contributions: explainer.contributions(rows),
    ...(wanted.interactions && { interactions: interactions(explainer, rows) }),
    ...(wanted.background && { interventional: interventional(ensemble, rows, wanted.background) }),
  };
}

/**
 * Of a margin that is a sum of a function of each feature, exactly: nothing interacts, and unknown features take their
 * mean, over the training rows or over those of a background.
 *
 * @param parts  n x p: what each feature adds, 0 on average over the training rows
 */
export function attributeParts(
  parts: (rows: Rows) => Float64Array,
  base: number,
  rows: Rows,
  wanted: AttributionWanted = {},
): Attribution {
  const { n, p } = rows;
  const width = p + 1;
  const phi = parts(rows);
  const margin = new Float64Array(n).fill(base);
  const contributions = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < p; j++) {
      margin[i]! += phi[i * p + j]!;
      contributions[i * width + j] = phi[i * p + j]!;
    }
    contributions[i * width + p] = base;
  }
  const made = { n, p, margin, contributions };
  return {
    ...made,
    ...(wanted.interactions && { interactions: onDiagonal(contributions, n, width) }),
    ...(wanted.background && {
      interventional: againstBackground(made, parts(wanted.background), wanted.background.n),
    }),
  };
}

function onDiagonal(contributions: Float64Array, n: number, width: number): Float64Array {
  const matrix = new Float64Array(n * width * width);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < width; j++) matrix[(i * width + j) * width + j] = contributions[i * width + j]!;
  }
  return matrix;
}

function againstBackground(
  { n, p, contributions }: Attribution,
  background: Float64Array,
  count: number,
): Float64Array {
  if (count === 0) throw new RangeError('attributeParts: no background rows');
  const width = p + 1;
  const phi = contributions.slice();
  for (let j = 0; j < p; j++) {
    let mean = 0;
    for (let b = 0; b < count; b++) mean += background[b * p + j]! / count;
    for (let i = 0; i < n; i++) {
      phi[i * width + j]! -= mean;
      phi[i * width + p]! += mean;
    }
  }
  return phi;
}

/** Of a weighted sum of margins. */
export function attributeSum(
  parts: readonly { readonly weight: number; readonly attribution: Attribution }[],
): Attribution {
  const [first] = parts;
  if (!first) throw new RangeError('attributeSum: nothing to add up');
  const { n, p } = first.attribution;
  const sum = (pick: (one: Attribution) => Float64Array): Float64Array => {
    const total = new Float64Array(pick(first.attribution).length);
    for (const { weight, attribution } of parts) {
      const own = pick(attribution);
      for (let k = 0; k < total.length; k++) total[k]! += weight * own[k]!;
    }
    return total;
  };
  const all = (key: 'interactions' | 'interventional'): boolean => parts.every(({ attribution }) => attribution[key]);
  return {
    n,
    p,
    margin: sum((one) => one.margin),
    contributions: sum((one) => one.contributions),
    ...(all('interactions') && { interactions: sum((one) => one.interactions!) }),
    ...(all('interventional') && { interventional: sum((one) => one.interventional!) }),
  };
}
