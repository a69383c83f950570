import { isNotAfter, type Span, shiftMonths, spanOf } from '@linea/facts';
import { calculation, date, flag, isFalse, isTrue, type Settled, truth } from '../engine/index.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { shownDays } from '../general/shown-days.ts';
import { vaccinationApplications } from './support-facts.ts';

const later = (a: Span, b: Span): Span => spanOf(Math.max(a.start, b.start), Math.max(a.end, b.end));

/** Due on the day asked about: the earliest date has come and nothing is unmet; what is not known stays open. */
function dueOutcome(from: Span, asOf: Span, unmet: readonly string[], unknown: readonly string[]): Settled<boolean> {
  const come = isNotAfter(from, asOf);
  if (come === false || unmet.length > 0) return { status: 'determined', value: false };
  const missing = [...(come === null ? ['infusion'] : []), ...unknown];
  return missing.length === 0
    ? { status: 'determined', value: true }
    : { status: 'indeterminate', possible: [false, true], missing };
}

/**
 * Earliest dates of vaccination after CAR-T cells, by group - `all.vaccination`
 *
 *  influenza and COVID-19  from infusion + 3 calendar months
 *  other inactivated       from infusion + 6
 *  live                    from infusion + 12, with immune reconstitution, no immunosuppression, and 8 months after the
 *                          last immunoglobulin
 *
 * For each group `from` (a date, or an interval), what is `unmet` and what is `unknown` of its conditions, and with
 * `asOf` whether it is `due`. Immunoglobulin that goes on or ended less than 8 months ago gives `recent-ivig`.
 *
 * @param infusion             date
 * @param asOf                 date of the question
 * @param onIvig, lastIvig     immunoglobulin going on; date of the last one (null: never)
 * @param immunosuppressed     yes, no, unknown
 * @param immuneReconstitution yes, no, unknown
 * @source ASH late-effects table; Hayden PJ et al. Ann Oncol 2022;33:259-275 (6 and 12 months, from memory)
 */
export const vaccination = calculation({
  id: 'all.vaccination',
  version: '1',
  source: 'ASH late-effects table; Hayden PJ et al. Ann Oncol 2022;33:259-275',
  inputs: {
    infusion: date(),
    asOf: date(),
    onIvig: absenceSpeaks(flag()),
    lastIvig: absenceSpeaks(date('null')),
    immunosuppressed: flag(),
    immuneReconstitution: flag(),
  },
  alias: { infusionDate: 'infusion', lastIVIG: 'lastIvig', onIVIG: 'onIvig', immunosuppression: 'immunosuppressed' },
  params: {
    influenzaMonths: { default: 3 },
    inactivatedMonths: { default: 6 },
    liveMonths: { default: 12 },
    ivigMonths: { default: 8 },
  },
  compute: ({ infusion, asOf, onIvig, lastIvig, immunosuppressed, immuneReconstitution }, months) => {
    if (!infusion.given || !infusion.span)
      return {
        fields: { status: 'indeterminate', missing: ['infusion'], influenzaCovid: null, inactivated: null, live: null },
      };
    const start = infusion.span;
    const ongoing = onIvig.given && truth(isTrue(onIvig)) === true;
    const free = lastIvig.given && lastIvig.span ? shiftMonths(lastIvig.span, months.ivigMonths) : null;
    const twelve = shiftMonths(start, months.liveMonths);
    const at = asOf.given ? asOf.span : null;
    const waiting = free && (at ? isNotAfter(free, at) === false : isNotAfter(free, twelve) === false);
    const unmet = [
      ...(truth(isTrue(immunosuppressed)) === true ? ['immunosuppressed'] : []),
      ...(truth(isFalse(immuneReconstitution)) === true ? ['no-immune-reconstitution'] : []),
      ...(ongoing || waiting ? ['recent-ivig'] : []),
    ];
    const open = [
      ...(immunosuppressed.given ? [] : ['immunosuppressed']),
      ...(immuneReconstitution.given ? [] : ['immuneReconstitution']),
      ...(lastIvig.given || ongoing ? [] : ['lastIvig']),
    ];
    const group = (from: Span, unmet: readonly string[] = [], unknown: readonly string[] = []) => ({
      from: shownDays(from), unmet, unknown, ...(at ? { due: dueOutcome(from, at, unmet, unknown) } : {}),
    }); // biome-ignore format: one thought
    return {
      fields: {
        influenzaCovid: group(shiftMonths(start, months.influenzaMonths)),
        inactivated: group(shiftMonths(start, months.inactivatedMonths)),
        live: group(free ? later(twelve, free) : twelve, unmet, open),
      },
      warnings: ongoing || (free && at && isNotAfter(free, at) === false) ? ['recent-ivig'] : [],
    };
  },
  from: vaccinationApplications,
});
