/** A step that a guideline lists, by the key of its words; `memory` steps are not shown before a clinician has read them again. */
export interface Step {
  readonly key: string;
  readonly checked: 'verified' | 'memory';
}

const verified = (key: string): Step => ({ key, checked: 'verified' });
const memory = (key: string): Step => ({ key, checked: 'memory' });

/** What the guidelines list by grade (toxicity.md 9): steps of EBMT/JACIE/EHA 2022 from memory, doses of ASCO 2021 checked. */
export const CRS_STEPS: Readonly<Record<number, readonly Step[]>> = {
  1: [memory('supportiveCulturesAntibiotics'), memory('considerTocilizumab'), memory('earlyDexamethasone')],
  2: [memory('tocilizumab'), memory('fluidsOxygen'), verified('dexamethasone10')],
  3: [memory('intensiveCare'), memory('tocilizumabIfLeft'), verified('dexamethasone10q6'), memory('vasopressor')],
  4: [
    memory('intensiveCare'),
    memory('tocilizumabIfLeft'),
    verified('methylprednisolone500q12'),
    memory('anakinraOrSiltuximab'),
  ],
};

export const ICANS_STEPS: Readonly<Record<number, readonly Step[]>> = {
  1: [memory('supportiveAspirationNeurology'), memory('treatConcurrentCrs')],
  2: [memory('imagingEeg'), verified('dexamethasone10')],
  3: [memory('intensiveCare'), verified('dexamethasone10q6to12'), memory('antiepileptic')],
  4: [memory('intensiveCare'), verified('methylprednisolone1000'), memory('raisedPressureAnakinra')],
};
