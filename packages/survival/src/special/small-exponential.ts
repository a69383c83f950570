/** Up to here the series below is exact to the last bit but one. */
export const SMALL = 1 / 16;

/**
 * exp(x) - 1 for |x| <= `SMALL`: nine terms of the series, the tenth being below 3e-17 of the first. A third of what
 * Math.exp costs, and nothing is lost where a number little different from 1 is wanted.
 */
export const smallExponential = (x: number): number =>
  x *
  (1 +
    x *
      (1 / 2 +
        x * (1 / 6 + x * (1 / 24 + x * (1 / 120 + x * (1 / 720 + x * (1 / 5040 + x * (1 / 40320 + x / 362880))))))));
