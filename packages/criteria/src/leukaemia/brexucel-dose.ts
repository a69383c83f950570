import { type Span, withMembers } from '@linea/facts';
import { calculation, date, type Interval, type Measured, quantity } from '../engine/index.ts';
import { shownDays, shownInterval } from '../general/shown-days.ts';
import { brexucelApplications } from './label-facts.ts';
import { after, VISITS } from './pathway.ts';

const CELLS_PER_KG = 1e6;
const MOST_CELLS = 1e8;
const FLUDARABINE_MG_PER_M2 = 25;
const CYCLOPHOSPHAMIDE_MG_PER_M2 = 900;
const FLUDARABINE_DAYS = [-4, -3, -2];
const CYCLOPHOSPHAMIDE_DAY = -2;

type Figure = number | { readonly low: number; readonly high: number };

/** A figure worked out at both ends of what the input may be. */
const worked = ({ given, range }: Measured, work: (value: number) => number): Figure | null =>
  !given ? null : range.low === range.high ? work(range.low) : { low: work(range.low), high: work(range.high) };

const tenths = (milligrams: number): number => Math.round(milligrams * 10 + 1e-6) / 10;

const finite = (days: Span | null): Span | null =>
  days && Number.isFinite(days.start) && Number.isFinite(days.end) ? days : null;
const asMeasured = ({ given, range }: Measured): { given: boolean; range: Interval } => ({
  given: given && Number.isFinite(range.high),
  range,
});

/**
 * Brexucabtagene autoleucel in B-cell acute lymphoblastic leukaemia: arithmetic on the label text, not a prescription -
 * `all.brexucel.dose`
 *
 *  fludarabine 25 mg/m2 on days -4, -3 and -2; cyclophosphamide 900 mg/m2 on day -2
 *  1 x 10^6 CAR-positive viable T cells/kg, at most 1 x 10^8 (reached at 100 kg)
 *
 * Milligrams to one decimal, no rounding to vials, no adjustment for renal function. (Mantle-cell lymphoma differs: not
 * for it.) What hangs on an input that is not given is null, and the input stands in `missing`. With an imprecise
 * infusion date every date is an interval. `visits` are the days and windows of follow-up (all.md 5.1).
 *
 * @param weightKg      kg
 * @param bsaM2         body surface area as used by the centre, m2
 * @param infusionDate  date
 * @source Tecartus, US and EU product information
 */
export const brexucelDose = calculation({
  id: 'all.brexucel.dose',
  version: '1',
  source: 'Tecartus (brexucabtagene autoleucel), US and EU product information',
  inputs: {
    weightKg: quantity('kg', { bare: true, plausible: [1, 400] }),
    bsaM2: quantity('m2', { bare: true, plausible: [0.1, 5] }),
    infusionDate: date(),
  },
  compute: ({ weightKg, bsaM2, infusionDate }) => {
    const missing = [weightKg, bsaM2, infusionDate].filter(({ given }) => !given).flatMap(({ inputs }) => inputs);
    const day = infusionDate.given ? finite(infusionDate.span) : null;
    const bsa = withMembers(bsaM2, asMeasured(bsaM2));
    const visits = day
      ? VISITS.map(({ name, day: nominal, window }) => [
          name,
          { date: shownDays(after(day, nominal)), window: shownInterval(after(day, window[0], window[1])) },
        ])
      : [];
    return {
      fields: withMembers(missing.length > 0 ? { status: 'indeterminate', missing } : {}, {
        cells: worked(withMembers(weightKg, asMeasured(weightKg)), (kg) =>
          Math.round(Math.min(kg * CELLS_PER_KG, MOST_CELLS)),
        ),
        fludarabineMgPerDay: worked(bsa, (m2) => tenths(m2 * FLUDARABINE_MG_PER_M2)),
        fludarabineTotalMg: worked(bsa, (m2) => tenths(m2 * FLUDARABINE_MG_PER_M2 * FLUDARABINE_DAYS.length)),
        fludarabineDates: day ? FLUDARABINE_DAYS.map((offset) => shownDays(after(day, offset))) : null,
        cyclophosphamideMg: worked(bsa, (m2) => tenths(m2 * CYCLOPHOSPHAMIDE_MG_PER_M2)),
        cyclophosphamideDate: day ? shownDays(after(day, CYCLOPHOSPHAMIDE_DAY)) : null,
        ...(day ? { visits: Object.fromEntries(visits) } : {}),
      }),
    };
  },
  from: brexucelApplications,
});
