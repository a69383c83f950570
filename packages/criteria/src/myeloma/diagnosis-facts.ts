import { type Fact, withMembers } from '@linea/facts';
import {
  codesOf,
  derived,
  measured,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { baselineCode, baselineLab, baselineLabOrWord, firstTreatmentDay, hasDisease, statedAs } from './baseline.ts';
import { highestPlasmaCells } from './response/assessment-values.ts';

/** The facts before the first line as inputs of `mm.diagnosis` (field-map 2); null when the patient has no myeloma. */
export function diagnosisFacts(of: Patient): Readonly<Record<string, Sourced>> | null {
  if (!hasDisease(of, 'MM')) return null;
  const clearance = baselineLab(of, 'lab.crcl');
  return {
    bmpc: marrowPlasmaCells(of),
    plasmacytomaBiopsy: baselineCode(of, 'extramed.biopsyProven', { yes: true, no: false }),
    hb: baselineLabOrWord(of, 'lab.hb'),
    calcium: reportedCalcium(of),
    creatinine: baselineLabOrWord(of, 'lab.creatinine'),
    crcl: clearance.value === null ? baselineLab(of, 'lab.egfr') : clearance,
    renalFunction: baselineCode(of, 'com.renalFunction', { normal: 'normal', impaired: 'impaired' }),
    lyticLesions: lyticLesions(of),
    ...freeLightChainFacts(of),
    mriFocalLesions: counted(of, 'stg.mriFocalCount'),
    mProtein: baselineLab(of, 'lab.mSerum'),
    urineM: baselineLab(of, 'lab.mUrine'),
    attributable: attributable(of),
  };
}

/** The clinician's diagnosis in the words of the criterion; solitary or precursor disease has no code in the dictionary. */
export const statedDiagnosis = (of: Patient) =>
  statedAs(of, 'dx.subtype', (code) => (code.startsWith('mm') ? 'active' : undefined));

/** The higher of aspirate and biopsy on the last day before the first line; flow cytometry never counts. */
function marrowPlasmaCells(of: Patient): Sourced {
  const before = valued(of, 'marrow.plasmaCells').filter((fact) => of.span(fact).start <= firstTreatmentDay(of));
  const last = before.findLast((fact) => highestPlasmaCells(of, [fact]) !== undefined);
  if (!last) return unknownInput('marrow.plasmaCells');
  const { start, end } = of.span(last);
  const highest = highestPlasmaCells(
    of,
    before.filter((fact) => of.span(fact).start === start && of.span(fact).end === end),
  ) as Fact;
  return sourced(measured(highest), [highest]);
}

/** Corrected calcium if the report gives it, else total, else its word. */
function reportedCalcium(of: Patient): Sourced {
  const number = baselineLab(of, 'lab.calciumCorrected', 'lab.calcium');
  return number.value !== null ? number : { ...baselineLabOrWord(of, 'lab.calcium', 'lab.calciumCorrected') };
}

/** A count of lesions without its unit, which is the thing counted. */
function counted(of: Patient, code: 'stg.lyticCount' | 'stg.mriFocalCount'): Sourced {
  const found = baselineLab(of, code);
  return found.value === null
    ? found
    : withMembers(found, { value: withMembers(found.value as object, { unit: '1' }) });
}

/** The number of lytic lesions, else the extent in words; collapses and focal lesions on MRI leave it unknown. */
function lyticLesions(of: Patient): Sourced {
  const number = counted(of, 'stg.lyticCount');
  if (number.value !== null) return number;
  const extent = baselineCode(of, 'stg.boneLesions', { none: 0, lytic13: 'lytic13', lytic4plus: 'lytic4plus' });
  return withMembers(extent, { codes: ['stg.lyticCount'] });
}

/** Both chains if recorded, else the ratio as reported. */
function freeLightChainFacts(of: Patient): Readonly<Record<string, Sourced>> {
  const [kappa, lambda, ratio] = [
    baselineLab(of, 'lab.kappa'),
    baselineLab(of, 'lab.lambda'),
    baselineLab(of, 'lab.flcRatio'),
  ];
  if ([kappa, lambda, ratio].every(({ value }) => value === null)) return { flc: derived(null, kappa, lambda, ratio) };
  const bare =
    ratio.value === null ? ratio : withMembers(ratio, { value: withMembers(ratio.value as object, { unit: '1' }) });
  return {
    'flc.kappa': kappa,
    'flc.lambda': lambda,
    ...(kappa.value !== null && lambda.value !== null ? {} : { 'flc.ratio': bare }),
  };
}

/** Features that the clinician put down to another cause. */
function attributable(of: Patient): Sourced {
  const fact = of.lastBy('stg.crabOtherCause', firstTreatmentDay(of));
  const other = codesOf(fact)?.filter((feature) => feature !== 'none') ?? [];
  return fact
    ? sourced(Object.fromEntries(other.map((feature) => [feature, false])), [fact])
    : unknownInput('stg.crabOtherCause');
}

const ISOTYPES: Readonly<Record<string, string>> = {
  igg: 'IgG',
  iga: 'IgA',
  lcOnly: 'LC',
  igm: 'IgM',
  igd: 'IgD',
  ige: 'IgE',
  nonSecretory: 'nonSecretory',
};

/** The facts before the first line as inputs of `mm.durieSalmon`. */
export const durieSalmonFacts = (of: Patient): Readonly<Record<string, Sourced>> => ({
  isotype: baselineCode(of, 'lab.heavyChain', ISOTYPES),
  mProtein: baselineLab(of, 'lab.mSerum'),
  hb: baselineLabOrWord(of, 'lab.hb'),
  calcium: reportedCalcium(of),
  lyticLesions: lyticLesions(of),
  urineLightChain: baselineLab(of, 'lab.mUrine'),
  creatinine: baselineLab(of, 'lab.creatinine'),
  renalFunction: renalFunctionInWords(of),
});

/** As stated, else the laboratory's word for the creatinine; a word for "high" is no limit of the source. */
function renalFunctionInWords(of: Patient): Sourced {
  const stated = baselineCode(of, 'com.renalFunction', { normal: 'normal', impaired: 'impaired' });
  if (stated.value !== null) return stated;
  const word = baselineLabOrWord(of, 'lab.creatinine');
  return word.value === 'normal' || word.value === 'notHigh' ? withMembers(word, { value: 'normal' }) : stated;
}
