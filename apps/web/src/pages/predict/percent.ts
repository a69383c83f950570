import type { PredictionDocument } from '@linea/registry/contract';
import type { Language } from '../../language/language.ts';

type PointDocument = PredictionDocument['points'][number];
export type EstimateDocument = PointDocument['estimates'][number];

const DAYS_A_MONTH = 30.4375;

/** Whole months of a day after the infusion. */
export const monthsOf = (day: number): number => Math.round(day / DAYS_A_MONTH);

/** Whole percent: more digits would promise what no model holds. */
export const percentIn =
  (language: Language) =>
  (share: number): string =>
    new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);

export const numberIn =
  (language: Language) =>
  (value: number, digits = 1): string =>
    new Intl.NumberFormat(language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: false,
    })
      .format(value)
      .replace('-', '−');

/** With its sign: `+3.4`, `−1.2`. */
export const signedIn =
  (language: Language) =>
  (value: number, digits = 1): string =>
    new Intl.NumberFormat(language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: 'exceptZero',
      useGrouping: false,
    })
      .format(value)
      .replace('-', '−');

/** Of a benefit the share without the event, of a toxicity the share with it: value, lower, upper at one of the days. */
export function shownAt(one: EstimateDocument, index: number): readonly [number, number, number] | null {
  if (!one.without) return null;
  const [value, lower, upper] = [one.without.value, one.without.lower, one.without.upper].map((of) => of[index] ?? 1);
  return one.kind === 'benefit'
    ? [value ?? 1, lower ?? 1, upper ?? 1]
    : [1 - (value ?? 1), 1 - (upper ?? 1), 1 - (lower ?? 1)];
}

export const headlineOf = ({ days, headline }: EstimateDocument): number => days.indexOf(headline);

/** Ends of a range of chances of the event as they are shown: of a benefit without it. */
export const shownRange = (
  { kind }: EstimateDocument,
  [from, to]: readonly [number, number],
): readonly [number, number] => (kind === 'benefit' ? [1 - to, 1 - from] : [from, to]);

/** The same of all patients of the training data. */
export const seenAt = ({ kind, seen }: EstimateDocument, index: number): number =>
  kind === 'benefit' ? (seen[index] ?? 1) : 1 - (seen[index] ?? 1);
