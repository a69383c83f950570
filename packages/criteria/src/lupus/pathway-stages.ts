/** Stages of CAR-T in lupus, in order (lupus.md 6). */
export const SLE_STAGES = ['screening', 'leukapheresis', 'manufacturing', 'lymphodepletion', 'infusion', 'followUpFrequent', 'followUpSpaced'] as const; // biome-ignore format: a list
export type SleStage = (typeof SLE_STAGES)[number];

/** What each stage has to have recorded, in words of the specification. */
export const REQUIRED: Readonly<Record<SleStage, readonly string[]>> = {
  screening: [
    'classification', 'sledai', 'pga', 'bilag', 'diseaseDuration', 'organs', 'biopsyClass', 'drugHistory', 'glucocorticoidDose', 'hbv', 'hcv', 'hiv', 'tb', 'vzv', 'cmv',
    'vaccination', 'pregnancyTest', 'contraception', 'lvef', 'dlco', 'creatinine', 'bloodCount', 'igg', 'cd19', 'cd3', 'consent',
  ],
  leukapheresis: ['washOut', 'cd3', 'leukapheresisDate', 'collectedCells', 'complications'],
  manufacturing: ['start', 'release', 'outOfSpecification', 'bridging', 'flareInInterval'],
  lymphodepletion: ['drugs', 'doses', 'dates', 'baselineSledai', 'baselinePga', 'immunosuppressantsStopped'],
  infusion: ['dose', 'crsFlowSheet', 'icaht', 'licats', 'infections'],
  followUpFrequent: ['sledai', 'pga', 'doris', 'lldas', 'proteinuria', 'complement', 'antiDsDna', 'cd19', 'igg', 'glucocorticoid', 'newDrugs'],
  followUpSpaced: ['sledai', 'pga', 'doris', 'lldas', 'proteinuria', 'complement', 'antiDsDna', 'cd19', 'igg', 'glucocorticoid', 'newDrugs', 'vaccination', 'secondCancer', 'pregnancy'],
}; // biome-ignore format: a table

/** Months after infusion at which spaced follow-up sees the patient; then every year. */
export const SPACED_MONTHS: readonly number[] = [
  3,
  6,
  9,
  12,
  18,
  24,
  ...Array.from({ length: 13 }, (_, index) => 36 + 12 * index),
];

/** Follow-up lasts this many months. */
export const LAST_MONTH = 180;
