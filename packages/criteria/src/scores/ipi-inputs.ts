import { type Choice, choice, count, quantity, type Reader } from '../engine/index.ts';

type AnnArbor = 'I' | 'II' | 'III' | 'IV';
const STAGES = ['I', 'II', 'III', 'IV'] as const;

/** Ann Arbor stage as people write it: `3`, `III`, `IIIB`, `2x`, `stage IV`. */
const annArborStage = (): Reader<Choice<AnnArbor>> => {
  const stages = choice<AnnArbor>(STAGES);
  return {
    ...stages,
    read(raw, name) {
      const match =
        typeof raw === 'string' ? /^(?:stage |stadio )?(IV|III|II|I|[1-4])(?:[ABESX]|bulky)*$/i.exec(raw.trim()) : null;
      const written = typeof raw === 'number' ? String(raw) : match?.[1]?.toUpperCase();
      return stages.read(/^[1-4]$/.test(written ?? '') ? STAGES[Number(written) - 1] : (written ?? raw), name);
    },
  };
};

/** The inputs of the IPI family. */
export const ipiInputs = {
  ageYears: count([0, 130], 'a'),
  stage: annArborStage(),
  ecog: count([0, 5]),
  ldhUlnRatio: quantity('1', { bare: true, plausible: [0, 1000] }),
  extranodalSites: count([0, 50]),
};
