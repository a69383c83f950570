import type { Say } from './words.ts';

/** Four significant digits, or one decimal from a thousand on; what does not exist is a dash. */
export function numberText(x: unknown, say: Say): string {
  if (typeof x !== 'number' || Number.isNaN(x)) return '–';
  if (!Number.isFinite(x)) return x > 0 ? '∞' : '−∞';
  const digits = Number.isInteger(x)
    ? {}
    : Math.abs(x) >= 1000
      ? { maximumFractionDigits: 1 }
      : { maximumSignificantDigits: 4 };
  return x.toLocaleString(say.language, { useGrouping: false, ...digits });
}

/** Two decimals, more where the number is below a tenth: a ratio as journals print it. */
export function ratioText(x: unknown, say: Say): string {
  if (typeof x !== 'number' || !Number.isFinite(x)) return numberText(x, say);
  if (x > 0 && x < 0.095) return x.toLocaleString(say.language, { maximumSignificantDigits: 2 });
  const digits = x >= 100 ? 0 : x >= 10 ? 1 : 2;
  return x.toLocaleString(say.language, {
    useGrouping: false,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** `45 %`. */
export const percentText = (share: number, say: Say): string =>
  `${(100 * share).toLocaleString(say.language, { maximumFractionDigits: 1 })} %`;

/** `p = 0.040`, `p < 0.001`. */
export function pText(p: unknown, say: Say): string {
  if (typeof p !== 'number' || Number.isNaN(p)) return '–';
  const digits = { minimumFractionDigits: 3, maximumFractionDigits: 3 };
  return p < 0.001
    ? `p < ${(0.001).toLocaleString(say.language, digits)}`
    : `p = ${p.toLocaleString(say.language, digits)}`;
}
