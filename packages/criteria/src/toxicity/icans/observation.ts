import { below, calculation, type Decision, settle, truth } from '../../engine/index.ts';
import { ranged } from '../../general/graded.ts';
import { shownChoice, shownMeasure } from '../../general/shown-measure.ts';
import { domainsOf, isCapdOfAdult, isDeath, isGradedByCapd, isSedated } from './grade.ts';
import { EXAMINED_ALIAS, type Examined, examinedInputs } from './observation-inputs.ts';

const worst =
  (domains: readonly Decision<number>[]): Decision<number> =>
  (path) =>
    Math.max(...domains.map((domain) => domain(path)));

/** The sub-grade of a domain, or the least and most it may be. */
function subGrade(domain: Decision<number>): Readonly<Record<string, unknown>> {
  const { grade, min, max } = ranged(settle<number>(domain).settled, 'grade');
  return grade === null ? { grade, min, max } : { grade };
}

const components = (examined: Examined, domains: ReturnType<typeof domainsOf>) => ({
  ...(truth(isGradedByCapd(examined, examined)) === true
    ? { capd: { ...shownMeasure(examined.capd), ...subGrade(domains.scale) } }
    : { ice: { ...shownMeasure(examined.ice), ...subGrade(domains.scale) } }),
  consciousness: { ...shownChoice(examined.consciousness), ...subGrade(domains.consciousness) },
  seizure: {
    ...shownChoice(examined.seizure),
    minutes: shownMeasure(examined.seizureMinutes),
    ...subGrade(domains.seizure),
  },
  motor: { ...shownChoice(examined.motor), ...subGrade(domains.motor) },
  oedema: { ...shownChoice(examined.oedema), ...subGrade(domains.oedema) },
});

/**
 * Neurotoxicity (ICANS), one observation (ASTCT 2019) - `icans.astct2019.observation`
 *
 *                 0      1                      2          3                            4
 *  ICE (>= 12 y)  10     7-9                    3-6        0-2                          0, unarousable
 *  CAPD           0      1-8                    -          >= 9                         unarousable
 *  consciousness  alert  awakens spontaneously  to voice   only to touch                unarousable
 *  seizure        none   -                      -          resolved, up to 5 min        > 5 min, or no return to baseline
 *  motor          none   -                      -          -                            deep focal weakness
 *  oedema         none   -                      -          focal on imaging             diffuse, posturing, VI palsy,
 *                                                                                       papilloedema, Cushing's triad
 *
 * The grade is the worst domain, counting what is not said to have another cause; 5: death from ICANS. CAPD takes the place
 * of ICE below 12 years and with developmental delay; age not known, the scale that was used tells. A patient who could not
 * be tested is not graded 0; sedated, ICE and consciousness are unknown. Haemorrhage takes imaging oedema out.
 *
 * @param ice   a total (`iceItemsNotRecorded`), `{ low, high }`, or its items
 * @param capd  0 to 32; of an adult without ICE it is not applicable
 * @source Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638
 */
export const icansObservation = calculation({
  id: 'icans.astct2019.observation',
  version: '2019',
  source: 'Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638',
  inputs: examinedInputs,
  alias: EXAMINED_ALIAS,
  compute: (examined) => {
    if (isCapdOfAdult(examined)) return { notApplicable: 'capd-of-adult' };
    const domains = domainsOf(examined);
    const { settled } = settle<number>(isDeath(examined) ? () => 5 : worst(Object.values(domains)));
    const fields = ranged(settled, 'grade');
    const reported = examined.reportedGrade.given ? examined.reportedGrade.range.low : null;
    const isOutside = reported !== null && (reported < (fields.min as number) || reported > (fields.max as number));
    return {
      fields: { ...fields, components: components(examined, domains) },
      warnings: [
        ...(examined.ice.isTotal && truth(isGradedByCapd(examined, examined)) !== true ? ['iceItemsNotRecorded'] : []),
        ...(isSedated(examined) ? ['sedated'] : []),
        ...(examined.baselineIce.given && truth(below(examined.baselineIce, 10)) === true
          ? ['baselineIceBelow10']
          : []),
        ...(isOutside ? ['gradeDisagreement'] : []),
      ],
    };
  },
});
