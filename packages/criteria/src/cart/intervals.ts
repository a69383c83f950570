import { daysBetween, isBefore, withMembers } from '@linea/facts';
import { calculation, date, type Inputs, list, type When } from '../engine/index.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { intervalApplications } from './course-facts.ts';

const inputs = {
  decisionDate: absenceSpeaks(date('null')),
  leukapheresisDate: date('null'),
  leukaphereses: absenceSpeaks(list(date())),
  releaseDate: absenceSpeaks(date('null')),
  lymphodepletionDate: absenceSpeaks(date('null')),
  infusionDate: date('null'),
};
type Dates = Inputs<typeof inputs>;

type Days = number | { readonly minDays: number; readonly maxDays: number } | null;

/** Whole days from one date to another; bounds where a date is not exact, null where one is not known. */
function between(from: When, to: When): Days {
  if (!from.given || !to.given || !from.span || !to.span) return null;
  const { minDays, maxDays } = daysBetween(from.span, to.span, true);
  if (!Number.isFinite(minDays) || !Number.isFinite(maxDays)) return null;
  return minDays === maxDays ? minDays : { minDays, maxDays };
}

/** The collection of the product that was infused: as given, else the last one not after the infusion. */
function collectionOf({ leukapheresisDate, leukaphereses, infusionDate }: Dates): When {
  if (leukapheresisDate.given || leukaphereses.length === 0) return leukapheresisDate;
  const until = infusionDate.span;
  const possible = leukaphereses.filter(({ span }) => span && !(until && isBefore(until, span) === true));
  return [...possible].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0)).at(-1) ?? leukapheresisDate;
}

const reversed = (from: When, to: When): boolean =>
  from.given && to.given && from.span !== null && to.span !== null && isBefore(to.span, from.span) === true;

/**
 * Intervals of a CAR-T course - `carT.intervals`
 *
 *  veinToVeinDays                 leukapheresis to infusion, of the product actually infused
 *  decisionToLeukapheresisDays    decision to leukapheresis
 *  leukapheresisToReleaseDays     leukapheresis to release of the product
 *  releaseToInfusionDays          release to infusion
 *  lymphodepletionToInfusionDays  first day of lymphodepletion to infusion
 *
 * A second leukapheresis restarts the interval of the product infused. Dates that are not exact give bounds. Not for a
 * patient who was not infused.
 *
 * @param leukapheresisDate  collection of the product infused, or `leukaphereses`: all of them
 * @param infusionDate       null: not infused
 * @source definitions of this project (lymphoma.md 6.1)
 */
export const intervals = calculation({
  id: 'carT.intervals',
  version: '1',
  source: 'definitions of this project',
  verification: 'convention',
  inputs,
  compute: (of) => {
    const { infusionDate: infusion, decisionDate, releaseDate, lymphodepletionDate } = of;
    if (infusion.given && infusion.span === null) return { notApplicable: 'not-infused' };
    const collection = collectionOf(of);
    if (reversed(collection, infusion)) return { error: 'infusion-before-leukapheresis' };
    if (reversed(lymphodepletionDate, infusion)) return { error: 'infusion-before-lymphodepletion' };
    const veinToVeinDays = between(collection, infusion);
    const asked = [collection, infusion].filter(({ given, span }) => !given || span === null);
    return {
      fields: withMembers(veinToVeinDays === null ? { status: 'indeterminate' } : {}, {
        veinToVeinDays,
        decisionToLeukapheresisDays: between(decisionDate, collection),
        leukapheresisToReleaseDays: between(collection, releaseDate),
        releaseToInfusionDays: between(releaseDate, infusion),
        lymphodepletionToInfusionDays: between(lymphodepletionDate, infusion),
        ...(veinToVeinDays === null ? { missing: asked.flatMap(({ inputs: names }) => names) } : {}),
      }),
    };
  },
  from: intervalApplications,
});
