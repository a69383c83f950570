import type { Choice, Measured } from '../engine/index.ts';

/** A number as it is printed: without the digits that binary arithmetic leaves behind. */
export const tidy = (number: number): number => Number(number.toPrecision(12));

/** A measured value in the unit in which it was judged, and as it was reported where that is another; `value: null` where nothing usable was given. */
export const shownMeasure = ({ given, range, unit, reported }: Measured): Readonly<Record<string, unknown>> => {
  if (!given) return { value: null };
  const raw = reported ? { reported } : {};
  const { low, high, lowOpen, highOpen } = range;
  if (low === high) return { value: tidy(low), unit, ...raw };
  const bound = (one: number): number | null => (Number.isFinite(one) ? tidy(one) : null);
  return {
    low: bound(low),
    high: bound(high),
    ...(lowOpen ? { lowOpen } : {}),
    ...(highOpen ? { highOpen } : {}),
    unit,
    ...raw,
  };
};

/** An answer in words as it is printed: yes and no as such, null while several are possible. */
export const shownChoice = ({ options }: Choice): { readonly value: string | boolean | null } => {
  const [only] = options;
  const word = options.length === 1 && only !== undefined ? only : null;
  return { value: word === 'true' ? true : word === 'false' ? false : word };
};
