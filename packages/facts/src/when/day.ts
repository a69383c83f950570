/** A calendar day `YYYY-MM-DD`, years 1000-9999. */
export type IsoDate = string;

/** Whole days since 1970-01-01, proleptic Gregorian. Follow-up and differences are counted in these. */
export type DayNumber = number;

/** Mean length of a month in days, for statistics only (myeloma.md 0.4); limits use calendar months. */
export const DAYS_PER_MONTH = 30.4375;

const DAYS_PER_ERA = 146_097; // 400 years
const EPOCH = 719_468; // days from 0000-03-01 to 1970-01-01
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days in a calendar month, 28-31. Month 1-12. */
export function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? Number.NaN);
}

/**
 * The day number of a calendar date; NaN when the date does not exist (31 February).
 * @param month 1-12
 * @source Hinnant H. chrono-compatible low-level date algorithms, days_from_civil
 */
export function dayNumber(year: number, month: number, day: number): DayNumber {
  if (!(day >= 1 && day <= daysInMonth(year, month))) return Number.NaN;
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH;
}

function civil(day: DayNumber): Civil {
  const fromMarch = day + EPOCH;
  const era = Math.floor(fromMarch / DAYS_PER_ERA);
  const ofEra = fromMarch - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const index = Math.floor((5 * ofYear + 2) / 153); // 0 = March
  const month = index < 10 ? index + 3 : index - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: ofYear - Math.floor((153 * index + 2) / 5) + 1 };
}

/** The digits of `text` from `start` up to `end` as a number; NaN when one of them is no digit. */
function digits(text: string, start: number, end: number): number {
  let number = 0;
  for (let index = start; index < end; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Dates that were asked for: those of a registry are a few thousand, and each is asked for many times. */
const known = new Map<IsoDate, DayNumber>();
const MOST_KNOWN = 50_000;

/** The day number of `YYYY-MM-DD`; NaN when malformed, impossible, or before year 1000. */
export function fromIso(iso: IsoDate): DayNumber {
  const before = known.get(iso);
  if (before !== undefined) return before;
  const day = dayOf(iso);
  if (known.size < MOST_KNOWN) known.set(iso, day);
  return day;
}

function dayOf(iso: IsoDate): DayNumber {
  if (iso.length !== 10 || iso[4] !== '-' || iso[7] !== '-') return Number.NaN;
  const year = digits(iso, 0, 4);
  return year >= 1000 ? dayNumber(year, digits(iso, 5, 7), digits(iso, 8, 10)) : Number.NaN;
}

const two = (number: number): string => (number < 10 ? `0${number}` : String(number));

/** `YYYY-MM-DD` of a day number. @throws {RangeError} not a whole day of the years 1000-9999 */
export function toIso(day: DayNumber): IsoDate {
  const { year, month, day: ofMonth } = Number.isInteger(day) ? civil(day) : { year: 0, month: 0, day: 0 };
  if (year < 1000 || year > 9999) throw new RangeError(`toIso: ${day} is no day of the years 1000-9999`);
  return `${year}-${two(month)}-${two(ofMonth)}`;
}

/**
 * The same day `months` calendar months later (negative: earlier), clamped to the last day of that month:
 * 31 August + 6 months is 28 or 29 February (myeloma.md 0.4). An open end (infinite) stays open.
 */
export function addMonths(day: DayNumber, months: number): DayNumber {
  if (!Number.isFinite(day)) return day;
  const from = civil(day);
  const index = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return dayNumber(year, month, Math.min(from.day, daysInMonth(year, month)));
}

/** Days as months for statistics: days / 30.4375. */
export const inMonths = (days: number): number => days / DAYS_PER_MONTH;
