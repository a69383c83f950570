/**
 * A cooperative game whose value is a function of time: for each coalition (bit j = feature j is known), values at K times.
 * Calls may be many; they are made in one batch.
 */
export type TimeGame = (coalitions: Uint32Array) => Float64Array;

/** Shapley values at each time, p x K, with the standard error of the sampling where they are sampled. */
export interface ShapleyOverTime {
  /** p x K. */
  readonly values: Float64Array;
  /** p x K; all 0 where exact. */
  readonly errors: Float64Array;
  readonly exact: boolean;
  /** Value of nobody known, and of everybody, K each. */
  readonly none: Float64Array;
  readonly all: Float64Array;
}

/** Up to this many players every coalition is asked. */
export const MOST_EXACT = 10;

/**
 * Exact: the average gain of each player over all orders, by all 2^p coalitions.
 *
 * @source Shapley LS. Contributions to the Theory of Games II, 1953:307-317
 */
export function exactShapley(game: TimeGame, p: number): ShapleyOverTime {
  const size = 1 << p;
  const v = game(Uint32Array.from({ length: size }, (_, s) => s));
  const K = v.length / size;
  // Weight of a coalition of s others: s! (p - 1 - s)! / p!
  const weight = new Float64Array(p);
  for (let s = 0; s < p; s++) {
    weight[s] = 1 / p;
    for (let k = 1; k <= s; k++) weight[s]! *= k / (p - k);
  }
  const values = new Float64Array(p * K);
  const count = (mask: number): number => {
    let [left, bits] = [mask, 0];
    for (; left; left &= left - 1) bits++;
    return bits;
  };
  for (let mask = 0; mask < size; mask++) {
    const w = weight[count(mask)]!;
    for (let j = 0; j < p; j++) {
      if (mask & (1 << j)) continue;
      const [without, with_] = [mask * K, (mask | (1 << j)) * K];
      for (let k = 0; k < K; k++) values[j * K + k]! += w * (v[with_ + k]! - v[without + k]!);
    }
  }
  return { values, errors: new Float64Array(p * K), exact: true, none: v.slice(0, K), all: v.slice((size - 1) * K) };
}

/**
 * Sampled: players enter in random order and in its reverse (antithetic pairs); each gains what it adds. The sum is exact in
 * every order; the standard error is that of the mean over pairs.
 *
 * @param order  a random order of 0..p-1
 * @source Castro J et al. Comput Oper Res 2009;36:1726-1730; Mitchell R et al. J Mach Learn Res 2022;23:1-46 (antithetic)
 *
 * Coalitions are kept as 32 bits: up to 32 players.
 */
export function sampledShapley(game: TimeGame, p: number, pairs: number, order: () => Int32Array): ShapleyOverTime {
  if (p > 32) throw new RangeError(`sampledShapley: ${p} players`);
  const masks: number[] = [];
  const orders = Array.from({ length: pairs }, order).flatMap((own) => [own, own.slice().reverse()]);
  for (const own of orders) {
    let mask = 0;
    masks.push(0);
    for (const j of own) {
      mask |= 1 << j;
      masks.push(mask >>> 0);
    }
  }
  const v = game(Uint32Array.from(masks));
  const K = v.length / masks.length;
  const [sum, square] = [new Float64Array(p * K), new Float64Array(p * K)];
  const gains = new Float64Array(p * K);
  for (let pair = 0; pair < pairs; pair++) {
    gains.fill(0);
    for (const own of [2 * pair, 2 * pair + 1]) {
      orders[own]!.forEach((j, step) => {
        const at = (own * (p + 1) + step) * K;
        for (let k = 0; k < K; k++) gains[j * K + k]! += (v[at + K + k]! - v[at + k]!) / 2;
      });
    }
    for (let q = 0; q < gains.length; q++) {
      sum[q]! += gains[q]! / pairs;
      square[q]! += (gains[q]! * gains[q]!) / pairs;
    }
  }
  const errors = square.map((s, q) => Math.sqrt(Math.max(0, s - sum[q]! ** 2) / Math.max(1, pairs - 1)));
  return { values: sum, errors, exact: false, none: v.slice(0, K), all: v.slice(p * K, (p + 1) * K) };
}
