import { type DayGrade, isPositive, isZero } from './days.ts';

/** Days of a toxicity that belong together. */
export interface Episode {
  readonly onsetDay: number;
  readonly lastDay: number;
  /** First day graded 0 after the last positive one; null while there is none. */
  readonly resolutionDay: number | null;
  readonly durationDays: number;
  readonly ongoing: boolean;
  readonly warnings: readonly string[];
}

/** Two consecutive days graded 0 close an episode; one alone, or days not observed, do not. */
const CLOSING_DAYS = 2;
/** Cytokine release that begins later has other causes to be looked for. */
const LATE_ONSET_DAY = 14;

/** Counts the consecutive days graded 0 as they come. */
export class Closing {
  #zeros = 0;

  /** Takes the next calendar day; true when with it the episode is closed. */
  next(day: DayGrade): boolean {
    this.#zeros = isZero(day) ? this.#zeros + 1 : 0;
    return this.#zeros >= CLOSING_DAYS;
  }
}

/** The episodes of a course, from consecutive calendar days (toxicity.md 1.4). */
export function episodesOf(days: readonly DayGrade[], warnLate: boolean): readonly Episode[] {
  const spans: { onset: number; last: number }[] = [];
  const closing = new Closing();
  let open = false;
  for (const [index, day] of days.entries()) {
    if (isPositive(day)) {
      const now = spans.at(-1);
      if (open && now) now.last = index;
      else spans.push({ onset: index, last: index });
      open = true;
    }
    if (closing.next(day)) open = false;
  }
  return spans.map(({ onset, last }, number) => {
    const end = days.findIndex((day, index) => index > last && isZero(day));
    const [onsetDay, lastDay] = [days[onset]?.day ?? 0, days[last]?.day ?? 0];
    const late = warnLate && number === 0 && onsetDay > LATE_ONSET_DAY;
    return {
      onsetDay,
      lastDay,
      resolutionDay: end < 0 ? null : (days[end]?.day ?? null),
      durationDays: lastDay - onsetDay + 1,
      ongoing: end < 0,
      warnings: [
        ...(end < 0 ? ['ongoing'] : []),
        ...(end > last + 1 ? ['resolutionIntervalCensored'] : []),
        ...(late ? ['lateOnsetCheckOtherCauses'] : []),
      ],
    };
  });
}
