import { type Flag, flag, type Measured, quantity, type Reader } from '../engine/index.ts';

/** Urine protein to creatinine: in g/g, or in mg/mmol, which is compared with limits of its own. */
export const upcr = (): Reader<Measured> => quantity('g/g', { plausible: [0, 100], reported: ['g/g', 'mg/mmol'] });

/** A limit of UPCR in the unit of the value: g/g, or 100 times as much in mg/mmol. */
export const upcrLimit = ({ unit }: Measured, gramsPerGram: number): number =>
  unit === 'mg/mmol' ? gramsPerGram * 100 : gramsPerGram;

/** Prednisolone (or equivalent) a day: a bare number is mg. */
export const dailyDose = (): Reader<Measured> =>
  quantity('mg/d', { bare: true, plausible: [0, 5000], factors: { mg: 1 } });

/** Physician's global assessment, 0 to 3. */
export const globalAssessment = (): Reader<Measured> => quantity('{score}', { bare: true, plausible: [0, 3] });

/** eGFR, mL/min/1.73 m2: a bare number is in that unit. */
export const egfr = (): Reader<Measured> =>
  quantity('mL/min/{1.73_m2}', { bare: true, plausible: [0, 300], factors: { 'mL/min': 1 } });

/** A list of drugs, or yes, no, none: whether any is taken. An explicit empty list means none; not given is unknown. */
export const anyDrug = (): Reader<Flag> => {
  const { read } = flag();
  return {
    help: '[ drug ] (empty: none) | true | false',
    read(raw, name) {
      if (Array.isArray(raw))
        return read(
          raw.some((drug) => drug !== 'none'),
          name,
        );
      return read(raw === 'none' ? false : raw === 'stable' || raw === 'changed' ? true : raw, name);
    },
  };
};
