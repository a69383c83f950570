const MONTH = 365.25 / 12;

/** Days as months, one decimal finer than a week. */
export const inMonths = (days: number): number => days / MONTH;
export const inDays = (months: number): number => months * MONTH;

/** p as it is printed in a column of its own: with two digits that say something, and never as 0. */
export const pNumber = (p: number, language: string): string => pText(p, language).replace(/^p = |^p /, '');

/** The same with its letter. */
export const pText = (p: number, language: string): string => {
  const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });
  return p < 0.001 ? `p <\u00a0${format.format(0.001)}` : `p = ${format.format(p)}`;
};

export const percentIn = (language: string, digits = 0) => {
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits });
  return (share: number): string => format.format(share);
};

export const numberIn = (language: string, digits: number) => {
  const format = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return (value: number): string => format.format(value);
};

/** An estimate with its limits: `1.52 (1.10–2.10)`. */
export const intervalText = (
  { estimate, lower, upper }: { readonly estimate: number; readonly lower: number; readonly upper: number },
  text: (value: number) => string,
): string => `${text(estimate)} (${text(lower)}–${text(upper)})`;
