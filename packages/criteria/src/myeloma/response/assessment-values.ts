import type { Fact } from '@linea/facts';
import { beside, codeOf, codesOf, measured, numberOf, type Patient } from '../../patient/patient.ts';
import { agreed } from '../agreed.ts';

export const lastOf = (facts: readonly Fact[], code: string): Fact | undefined =>
  facts.findLast((fact) => fact.code === code && fact.value !== undefined);

/** New lesion as one report codes it; a fracture alone is none (myeloma.md 4.1). */
function reportedLesion(report: readonly Fact[]): boolean | null {
  const kinds = codesOf(lastOf(report, 'resp.newLesionKind')) ?? [];
  const fractureOnly = kinds.length > 0 && kinds.every((kind) => kind === 'fractureOnly');
  const word = codeOf(lastOf(report, 'resp.newLesion'));
  if (word === 'no' || word === 'unlikelyLymphoma') return false;
  if (word === 'yes' || word === 'lymphoma' || word === undefined)
    return fractureOnly ? false : word === undefined && kinds.length === 0 ? null : true;
  return null;
}

/** Of several reports of the same days one that finds something is enough; none found needs one that says so. */
const anyOf = (answers: readonly (boolean | null)[]): boolean | null =>
  answers.includes(true) ? true : answers.includes(false) ? false : null;

export const newLesionOf = (facts: readonly Fact[]): boolean | null => {
  const told = facts.filter(({ code }) => code === 'resp.newLesion' || code === 'resp.newLesionKind');
  const reports = [...new Set(told.map(({ event }) => event))];
  return anyOf(reports.map((event) => reportedLesion(told.filter((fact) => fact.event === event))));
};

export const flagOf = (facts: readonly Fact[], code: string): boolean | null =>
  anyOf(of(facts, code).map((fact) => (codeOf(fact) === 'yes' ? true : codeOf(fact) === 'no' ? false : null)));

const of = (facts: readonly Fact[], code: string): readonly Fact[] =>
  facts.filter((fact) => fact.code === code && fact.value !== undefined);

/** The number that these facts agree on, or all it may be. */
export const numberIn = (facts: readonly Fact[], code: string) => agreed(of(facts, code));

/** The word of a test; null where two results of the same days contradict each other. */
export const wordIn = (facts: readonly Fact[], code: string): string | null => {
  const words = [...new Set(of(facts, code).map((fact) => codeOf(fact)))];
  return words.length === 1 ? (words[0] ?? null) : null;
};

/** The highest percentage by biopsy or aspirate; flow, or a method that nobody named, is not used for it. */
export function highestPlasmaCells(of: Patient, facts: readonly Fact[]): Fact | undefined {
  const usable = facts.filter((fact) => {
    const method = codeOf(beside(of, fact, 'marrow.plasmaMethod'));
    return (
      fact.code === 'marrow.plasmaCells' && measured(fact) !== null && (method === 'biopsy' || method === 'aspirate')
    );
  });
  return usable.reduce<Fact | undefined>(
    (best, fact) => (best && upperOf(best) >= upperOf(fact) ? best : fact),
    undefined,
  );
}

const upperOf = ({ value }: Fact): number =>
  value?.kind === 'number' ? value.number : value?.kind === 'interval' ? value.high : 0;

export function freeLightChains(facts: readonly Fact[]): unknown {
  const [kappa, lambda] = [numberIn(facts, 'lab.kappa'), numberIn(facts, 'lab.lambda')];
  const ratio = lastOf(facts, 'lab.flcRatio');
  if (!lastOf(facts, 'lab.kappa') && !lastOf(facts, 'lab.lambda') && !ratio) return null;
  const { lln, uln } = ratio?.qualifiers ?? {};
  const number = numberOf(ratio);
  return {
    kappa,
    lambda,
    ...(number === undefined ? {} : { ratio: number }),
    ...(lln === undefined ? {} : { low: lln }),
    ...(uln === undefined ? {} : { high: uln }),
  };
}
