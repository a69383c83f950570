import { calculation, count, EPSILON } from '../../engine/index.ts';
import { cellsPerMicrolitre } from '../../general/laboratory.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { lateIcahtApplications } from '../facts/counts.ts';
import { gradeRange } from './grade-range.ts';
import { measurements, type Series, shifted } from './series.ts';

/** ANC/uL at or below which a grade is reached on two days, from grade 1. */
const LIMITS = [1500, 1000, 500, 100] as const;
const FIRST = 31;
const LAST_OF_WINDOW = 100;

/** The highest grade whose limit at least `times` days reach, by the highest (or lowest) each may be. */
function gradeOf(counts: readonly number[], times: number): number {
  const reached = LIMITS.map((limit) => counts.filter((value) => value <= limit + EPSILON).length >= times);
  return reached.lastIndexOf(true) + 1;
}

/** Two days decide; with one alone only what that day says is the most, without any nothing is. */
function gradeIn(series: Series, last: number): { readonly min: number; readonly max: number } {
  const days = [...series].filter(([day]) => day >= FIRST && day <= last).map(([, value]) => value);
  if (days.length === 0) return { min: 0, max: 4 };
  const [highest, lowest] = [days.map(({ high }) => high), days.map(({ low }) => low)];
  return days.length === 1
    ? { min: 0, max: gradeOf(lowest, 1) }
    : { min: gradeOf(highest, 2), max: gradeOf(lowest, 2) };
}

/**
 * Late haematotoxicity (ICAHT, after day 30) - `icaht.late`
 *
 *  ANC on at least two days   <= 1500/uL: 1, <= 1000: 2, <= 500: 3, <= 100: 4
 *
 * The source says two measurements or non-transient neutropenia; two different days are asked (convention). Of several
 * values on a day the lowest. One measurement alone, or none, leaves it open. `lateToDay100`: the same of days 31 to 100.
 *
 * @param anc     `{ day, value, unit }`
 * @param cutDay  progression, new treatment, boost, transplant or death: later values do not count
 * @source Rejeski K et al. Blood 2023;142:865-877
 */
export const icahtLate = calculation({
  id: 'icaht.late',
  version: '2023',
  source: 'Rejeski K et al. Blood 2023;142:865-877',
  from: lateIcahtApplications,
  inputs: {
    infusionDay: absenceSpeaks(count([-36_525, 36_525], 'd')),
    anc: absenceSpeaks(measurements(cellsPerMicrolitre)),
    cutDay: absenceSpeaks(count([-36_525, 36_525], 'd')),
  },
  compute: ({ infusionDay, anc, cutDay }) => {
    const zero = infusionDay.given ? infusionDay.range.low : 0;
    const series = shifted(anc, zero, cutDay.given ? cutDay.range.low - zero : Infinity);
    const [all, window] = [gradeIn(series, Infinity), gradeIn(series, LAST_OF_WINDOW)];
    const { possible, missing } = gradeRange(window.min, window.max, ['anc']).fields;
    return {
      fields: {
        ...gradeRange(all.min, all.max, ['anc']).fields,
        lateToDay100: window.min === window.max ? window.min : { status: 'indeterminate', possible, missing },
        severe: all.min >= 3 ? true : all.max < 3 ? false : null,
      },
    };
  },
});
