import type { Code, Disease } from '@linea/facts';

/** Days counted from an event, both ends included. */
export interface Window {
  readonly anchor: 'leukapheresis' | 'lymphodepletion' | 'infusion';
  readonly fromDays: number;
  readonly toDays: number;
}

/** A visit of follow-up: its label, and the days after infusion that count as it. */
interface VisitTemplate {
  readonly label: string;
  readonly window: readonly [first: number, last: number];
}

/** A stage as the board expects it of a disease: when, what opens it, what ends it, what it has to have recorded. */
export interface StageTemplate {
  readonly id:
    | 'screening'
    | 'leukapheresis'
    | 'manufacturing'
    | 'bridging'
    | 'lymphodepletion'
    | 'infusion'
    | 'followUpFrequent'
    | 'followUpSpaced';
  readonly window: Window | null;
  readonly required: readonly Code[];
  readonly visits: readonly VisitTemplate[];
  /** May be left out: nobody misses it. */
  readonly optional: boolean;
}

const at = (label: string, first: number, last: number): VisitTemplate => ({ label, window: [first, last] });

/** Every year to the fifteenth, two months on either side. */
const YEARLY: readonly VisitTemplate[] = Array.from({ length: 13 }, (_, index) => {
  const day = Math.round((index + 3) * 365.25);
  return at(`y${index + 3}`, day - 60, day + 60);
});

/** Visits by disease: windows of lymphoma.md 4.6 and all.md 5.1; for myeloma and lupus those of the registry (rule R096). */
const VISITS: Readonly<Record<Disease, readonly VisitTemplate[]>> = {
  LBCL: [at('m1', 21, 45), at('m3', 70, 120), at('m6', 150, 210), at('m12', 330, 400), at('m24', 690, 790)],
  ALL: [at('d28', 21, 35), at('m3', 76, 104), at('m6', 159, 201), at('m9', 249, 291), at('m12', 335, 395), at('m18', 500, 590), at('m24', 685, 775)],
  MM: [at('d28', 25, 35), at('m3', 76, 120), at('m6', 150, 210), at('m12', 330, 400), at('m18', 500, 590), at('m24', 685, 790)],
  SLE: [
    ...Array.from({ length: 5 }, (_, index) => at(`d${28 + 14 * index}`, 28 + 14 * index - 7, 28 + 14 * index + 6)),
    at('m3', 84, 120), at('m6', 150, 210), at('m9', 240, 300), at('m12', 330, 400), at('m18', 500, 590), at('m24', 685, 790),
  ],
}; // biome-ignore format: a table

const SCREENING: Readonly<Record<Disease, readonly Code[]>> = {
  LBCL: ['dx.subtype', 'stg.annArbor', 'stg.ecog', 'elig.carT', 'elig.boardDate', 'com.lvef', 'lab.creatinine', 'com.hbvSurfaceAg', 'com.hcvAb', 'com.hivAgAb', 'consent.status'],
  ALL: ['dx.subtype', 'marrow.blasts', 'csf.status', 'stg.ecog', 'elig.carT', 'elig.boardDate', 'com.lvef', 'lab.creatinine', 'com.hbvSurfaceAg', 'com.hcvAb', 'com.hivAgAb', 'consent.status'],
  MM: ['dx.subtype', 'lab.mSerum', 'marrow.plasmaCells', 'stg.ecog', 'elig.carT', 'elig.boardDate', 'com.lvef', 'lab.creatinine', 'com.hbvSurfaceAg', 'com.hcvAb', 'com.hivAgAb', 'consent.status'],
  SLE: [
    'sle.acrEularScore', 'sle.organs', 'elig.sleFailures', 'sledai.items', 'sledai.total', 'sledai.pga', 'sledai.gcDose', 'lab.dsdna', 'lab.c3', 'lab.c4', 'lab.upcr', 'lab.creatinine', 'com.lvef',
    'com.hbvSurfaceAg', 'com.hcvAb', 'com.hivAgAb', 'lab.pregnancyTest', 'consent.status', 'elig.carT', 'sledai.windowDays', 'sledai.notAssessed', 'sledai.notAttributed', 'com.tbTest', 'com.vzvIgG',
    'com.dlco', 'elig.contraception', 'imm.cd3', 'imm.cd19', 'lab.igg',
  ],
}; // biome-ignore format: a table

const BEFORE_LD: Readonly<Record<Disease, readonly Code[]>> = { LBCL: ['lab.ldh', 'lab.crp', 'lab.ferritin', 'lab.plt', 'lab.anc', 'lab.hb'], ALL: ['marrow.blasts'], MM: ['lab.ferritin', 'lab.crp'], SLE: ['sledai.total'] }; // biome-ignore format: a table
const FREQUENT: Readonly<Record<Disease, readonly Code[]>> = {
  LBCL: ['resp.lugano', 'resp.deauville', 'lab.anc', 'lab.igg'],
  ALL: ['resp.all', 'mrd.result', 'lab.anc', 'lab.igg'],
  MM: ['resp.imwg', 'lab.mSerum', 'lab.anc', 'lab.igg'],
  SLE: ['sledai.total', 'sledai.pga', 'sledai.gcDose', 'sledai.immunosuppressantStable', 'lab.upcr', 'lab.dsdna', 'lab.c3', 'imm.cd19', 'lab.igg'],
}; // biome-ignore format: a table
const SPACED: Readonly<Record<Disease, readonly Code[]>> = {
  LBCL: ['resp.lugano', 'imm.cd4', 'imm.cd19', 'lab.igg', 'spm.occurred', 'fu.survival'],
  ALL: ['resp.all', 'mrd.result', 'imm.cd19', 'lab.igg', 'spm.occurred', 'fu.survival'],
  MM: ['resp.imwg', 'lab.igg', 'imm.cd4', 'spm.occurred', 'fu.survival'],
  SLE: ['sledai.response', 'imm.cd19', 'imm.bNaivePct', 'imm.vaccineRestart', 'spm.occurred', 'fu.survival'],
}; // biome-ignore format: a table

const FIRST_MONTHS = 120;
const isEarly = ({ window }: VisitTemplate): boolean => window[1] <= FIRST_MONTHS;

/**
 * The stages of a CAR-T treatment of a disease, in order. Windows before the infusion are conventions of this project
 * (the sources say "several weeks"), 15 years of follow-up are those of the authorisations.
 */
export function stagesOf(disease: Disease): readonly StageTemplate[] {
  const lupus = disease === 'SLE';
  const visits = [...VISITS[disease], ...YEARLY];
  const stage = (
    id: StageTemplate['id'],
    window: Window | null,
    required: readonly Code[],
    more: Partial<StageTemplate> = {},
  ): StageTemplate => ({ id, window, required, visits: [], optional: false, ...more });
  return [
    stage('screening', { anchor: 'infusion', fromDays: -120, toDays: -45 }, SCREENING[disease]),
    stage('leukapheresis', { anchor: 'infusion', fromDays: lupus ? -60 : -180, toDays: lupus ? -21 : -14 }, ['leuk.date', 'leuk.sessions', 'leuk.alcBefore', 'leuk.lastTherapyStop', 'leuk.result']),
    stage('manufacturing', { anchor: 'leukapheresis', fromDays: 0, toDays: 45 }, ['mfg.product', 'mfg.result']),
    ...(lupus ? [] : [stage('bridging', { anchor: 'leukapheresis', fromDays: 0, toDays: 45 }, ['bridge.kind', 'bridge.response'], { optional: true })]),
    stage('lymphodepletion', { anchor: 'infusion', fromDays: lupus ? -5 : -7, toDays: -3 }, ['ld.start', 'ld.end', 'ld.regimen', ...BEFORE_LD[disease]]),
    stage('infusion', { anchor: 'infusion', fromDays: 0, toDays: 14 }, ['inf.date', 'inf.product', 'inf.dose', 'day.tempMax', 'day.iceScore', 'day.o2Device', 'day.hypotension', 'lab.anc', 'crs.occurred', 'icans.occurred', 'inf.discharge']),
    stage('followUpFrequent', { anchor: 'infusion', fromDays: 14, toDays: lupus ? 91 : FIRST_MONTHS }, FREQUENT[disease], { visits: visits.filter(isEarly) }),
    stage('followUpSpaced', { anchor: 'infusion', fromDays: lupus ? 91 : FIRST_MONTHS, toDays: 5479 }, SPACED[disease], { visits: visits.filter((one) => !isEarly(one)) }),
  ]; // biome-ignore format: a table
}
