import { DAYS_PER_MONTH, daysBetween } from '@linea/facts';
import { calculation, choice, date, flag, isTrue, truth } from '../../engine/index.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { shownChoice } from '../../general/shown-measure.ts';
import { malignancyApplications } from '../facts/event-facts.ts';

const CLASSES = {
  myeloid: 'myeloidNeoplasmPostTherapy',
  tCell: 'tCellNeoplasm',
  otherHaematological: 'otherHaematological',
  solid: 'solid',
  skinNonMelanoma: 'skinNonMelanoma',
} as const;
type Lineage = keyof typeof CLASSES;

/**
 * New malignancy after cell therapy - `secondMalignancy`
 *
 *  myeloidNeoplasmPostTherapy, tCellNeoplasm, otherHaematological, solid, skinNonMelanoma
 *
 * Relapse of the treated disease is never a second malignancy (not applicable). Months run from the infusion. Of a T-cell
 * neoplasm whose tissue was not tested for the transgene this is said: authorities ask for it.
 *
 * @param lineage       myeloid, tCell, otherHaematological, solid (melanoma is solid), skinNonMelanoma
 * @param carTransgene  detected, notDetected, notDone
 * @source FDA boxed warning on T-cell malignancies, January 2024; EMA PRAC, 14 June 2024
 */
export const secondMalignancy = calculation({
  id: 'secondMalignancy',
  version: '2024',
  source: 'FDA, boxed warning on T-cell malignancies, January 2024; EMA PRAC, 14 June 2024',
  from: malignancyApplications,
  inputs: {
    lineage: choice(Object.keys(CLASSES) as readonly Lineage[], {
      mdsAml: 'myeloid',
      melanoma: 'solid',
      otherHaem: 'otherHaematological',
      skinNonmelanoma: 'skinNonMelanoma',
      T: 'tCell',
    }),
    relapseOfIndexDisease: absenceSpeaks(flag()),
    date: absenceSpeaks(date()),
    infusionDate: absenceSpeaks(date()),
    carTransgene: absenceSpeaks(choice(['detected', 'notDetected', 'notDone'], { notTested: 'notDone' })),
    priorClonalHaematopoiesis: absenceSpeaks(flag()),
    sampleStored: absenceSpeaks(flag()),
    reportedOn: absenceSpeaks(date()),
  },
  compute: ({
    lineage,
    relapseOfIndexDisease,
    date: on,
    infusionDate,
    carTransgene,
    priorClonalHaematopoiesis,
    sampleStored,
    reportedOn,
  }) => {
    if (relapseOfIndexDisease.given && truth(isTrue(relapseOfIndexDisease)) === true)
      return { notApplicable: 'relapse-of-index-disease' };
    const days =
      on.span && infusionDate.span && on.given && infusionDate.given ? daysBetween(infusionDate.span, on.span) : null;
    const months = (count: number): number => Math.round((count / DAYS_PER_MONTH) * 10) / 10;
    const possible = lineage.options.map((one) => CLASSES[one]);
    const isTested = carTransgene.given && carTransgene.options[0] !== 'notDone';
    const outcome = lineage.given
      ? { value: possible[0], missing: [] }
      : { status: 'indeterminate', possible, missing: ['lineage'] };
    return {
      fields: {
        ...outcome,
        monthsFromInfusion:
          days === null
            ? null
            : days.minDays === days.maxDays
              ? months(days.minDays)
              : { low: months(days.minDays), high: months(days.maxDays) },
        carTransgene: shownChoice(carTransgene).value,
        priorClonalHaematopoiesis: shownChoice(priorClonalHaematopoiesis).value,
        sampleStored: shownChoice(sampleStored).value,
        reported: reportedOn.given,
      },
      warnings: [
        ...(lineage.given && lineage.options[0] === 'tCell' && !isTested ? ['transgeneNotTested'] : []),
        ...(reportedOn.given ? [] : ['notReportedToAuthority']),
      ],
    };
  },
});
