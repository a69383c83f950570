import { fromIso, type IsoDate, type Span, toIso } from '@linea/facts';

const [FIRST, LAST] = [fromIso('1000-01-01'), fromIso('9999-12-31')];

/** The date of a day; null when it is open or lies outside the years a date can name. */
const isoOrNull = (day: number): IsoDate | null => (day >= FIRST && day <= LAST ? toIso(day) : null);

/** The days with what no date can name taken as open. */
export const nameable = ({ start, end }: Span): Span => ({
  start: start >= FIRST ? start : -Infinity,
  end: end <= LAST ? end : Infinity,
});

/** A day as a date, several as an interval; an open end is null. */
export const shownDays = (
  days: Span,
): IsoDate | null | { readonly start: IsoDate | null; readonly end: IsoDate | null } =>
  days.start === days.end ? isoOrNull(days.start) : shownInterval(days);

export const shownInterval = ({
  start,
  end,
}: Span): { readonly start: IsoDate | null; readonly end: IsoDate | null } => ({
  start: isoOrNull(start),
  end: isoOrNull(end),
});
