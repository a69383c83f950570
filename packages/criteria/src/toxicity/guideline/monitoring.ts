import { toIso } from '@linea/facts';
import { type Calculated, calculation, count, date, flag, list, text } from '../../engine/index.ts';
import { type Moment, moment } from '../../general/instants.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { isSaid } from '../attributed.ts';
import { FLOW_SHEET } from './flow-sheet-fields.ts';

const HOUR = 60;
const [VITALS_HOURS, VITALS_HOURS_IN_FEVER, ICE_HOURS] = [8, 4, 12];
/** In-patients at least to day 10, everybody to day 14. */
const [INPATIENT_DAY, LAST_DAY] = [10, 14];
const MINUTES_A_DAY = 1440;

const two = (number: number): string => String(number).padStart(2, '0');
/** A minute as it is written. */
function written(minute: number): string {
  const rest = ((minute % MINUTES_A_DAY) + MINUTES_A_DAY) % MINUTES_A_DAY;
  return `${toIso(Math.floor(minute / MINUTES_A_DAY))}T${two(Math.floor(rest / HOUR))}:${two(Math.floor(rest % HOUR))}`;
}

/** The items of the sheet, by block, that were not filled in. */
const notRecorded = (recorded: readonly (string | undefined)[]) =>
  Object.fromEntries(
    Object.entries(FLOW_SHEET).map(([block, codes]) => [block, codes.filter((code) => !recorded.includes(code))]),
  );

/** When the next one is due, and whether that has passed; null where nothing was done yet or the time is not known. */
function next(last: Moment | null, hours: number, now: Moment | null) {
  if (!last) return { due: null, overdue: null };
  const due = last.from + hours * HOUR;
  return {
    due: written(due),
    overdue: now ? (now.from > last.to + hours * HOUR ? true : now.to <= due ? false : null) : null,
  };
}

/**
 * Monitoring after infusion: what is due next - `monitoring`
 *
 *  vital signs  every 8 h, from the first fever every 4 h
 *  ICE          twice a day, and at any change
 *  how long     to day 10 for in-patients, day 14 for all, longer while any grade is 1 or more
 *
 * @param worstGrade  of CRS and ICANS now
 * @param recorded    the items filled in this shift (dictionary codes): `notRecorded` lists the others by block
 * @source Santomasso BD et al. J Clin Oncol 2021;39:3978-3992 (ICE twice a day); intervals: convention of the specification
 */
export const monitoring = calculation({
  id: 'monitoring',
  version: '2021',
  source: 'Santomasso BD et al. J Clin Oncol 2021;39:3978-3992; intervals: convention',
  inputs: {
    infusionDate: absenceSpeaks(date()),
    now: absenceSpeaks(moment()),
    lastVitalsAt: absenceSpeaks(moment()),
    lastIceAt: absenceSpeaks(moment()),
    lastTocilizumabAt: absenceSpeaks(moment()),
    feverBegun: absenceSpeaks(flag()),
    worstGrade: absenceSpeaks(count([0, 5])),
    recorded: absenceSpeaks(list(text())),
  },
  compute: ({
    infusionDate,
    now,
    lastVitalsAt,
    lastIceAt,
    lastTocilizumabAt,
    feverBegun,
    worstGrade,
    recorded,
  }): Calculated => {
    const zero =
      infusionDate.given && infusionDate.span?.start === infusionDate.span?.end
        ? (infusionDate.span?.start ?? null)
        : null;
    const day = zero !== null && now ? now.day - zero : null;
    const isActive = worstGrade.given && worstGrade.range.low >= 1;
    const hours = now && lastTocilizumabAt ? Math.round(((now.from - lastTocilizumabAt.from) / HOUR) * 10) / 10 : null;
    return {
      fields: {
        day,
        vitals: next(lastVitalsAt, isSaid(feverBegun) ? VITALS_HOURS_IN_FEVER : VITALS_HOURS, now),
        ice: next(lastIceAt, ICE_HOURS, now),
        inHospitalUntilDay: INPATIENT_DAY,
        untilDay: LAST_DAY,
        isOver: day === null || !worstGrade.given ? null : day > LAST_DAY && !isActive,
        hoursSinceTocilizumab: hours,
        notRecorded: recorded.given ? notRecorded(recorded) : null,
      },
    };
  },
});
