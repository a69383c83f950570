import { type Measured, quantity, type Reader } from '../engine/index.ts';

/** Laboratory inputs in the canonical units of toxicity.md 0.4, with the factors that need the analyte. */
export const plateletCount = (): Reader<Measured> => quantity('10*9/L', { count: true, plausible: [0, 3000] });
export const cellsPerMicrolitre = (): Reader<Measured> => quantity('/uL', { count: true, plausible: [0, 3_000_000] });
export const haemoglobinOf = (): Reader<Measured> =>
  quantity('g/dL', { plausible: [0, 25], factors: { 'mmol/L': 1.6114 } });
export const crpOf = (): Reader<Measured> => quantity('mg/dL', { plausible: [0, 1000] });
export const ferritinOf = (): Reader<Measured> =>
  quantity('ng/mL', { plausible: [0, 10_000_000], factors: { 'pmol/L': 1 / 2.247 } });
export const enzymeActivity = (): Reader<Measured> =>
  quantity('U/L', { plausible: [0, 1_000_000], factors: { '[IU]/L': 1 } });
export const creatinineOf = (): Reader<Measured> =>
  quantity('mg/dL', { plausible: [0, 100], factors: { 'umol/L': 1 / 88.4 } });
