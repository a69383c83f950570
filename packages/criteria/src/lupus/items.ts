/** The descriptors of SLEDAI-2K with their weights, in the order of the source. */
export const SLEDAI_WEIGHTS = {
  seizure: 8,
  psychosis: 8,
  organicBrainSyndrome: 8,
  visualDisturbance: 8,
  cranialNerve: 8,
  lupusHeadache: 8,
  cva: 8,
  vasculitis: 8,
  arthritis: 4,
  myositis: 4,
  urinaryCasts: 4,
  haematuria: 4,
  proteinuria: 4,
  pyuria: 4,
  rash: 2,
  alopecia: 2,
  mucosalUlcers: 2,
  pleurisy: 2,
  pericarditis: 2,
  lowComplement: 2,
  increasedDnaBinding: 2,
  fever: 1,
  thrombocytopenia: 1,
  leukopenia: 1,
} as const;
export type SledaiItem = keyof typeof SLEDAI_WEIGHTS;

export const SLEDAI_ITEMS = Object.keys(SLEDAI_WEIGHTS) as readonly SledaiItem[];

/** Left out of the clinical score. */
export const SEROLOGICAL: readonly SledaiItem[] = ['lowComplement', 'increasedDnaBinding'];

/** Activity of a major organ system (LLDAS): renal, central nervous, cardiopulmonary, vasculitis, fever. */
export const MAJOR: readonly SledaiItem[] = [
  'urinaryCasts', 'haematuria', 'proteinuria', 'pyuria',
  'seizure', 'psychosis', 'organicBrainSyndrome', 'visualDisturbance', 'cranialNerve', 'lupusHeadache', 'cva',
  'pleurisy', 'pericarditis', 'vasculitis', 'fever',
]; // biome-ignore format: a line an organ system
