import type { Fact } from '@linea/facts';
import { infusionOf, sinceInfusion } from '../leukaemia/assessments.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import {
  type Application,
  beside,
  codeOf,
  dateSpan,
  type Patient,
  type Sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import type { Lugano } from './lugano.ts';
import { readingsOf } from './overall-facts.ts';
import { hasPet } from './scan-facts.ts';

/** An assessment after the infusion: derived where its scans settle it, else as stated. */
export interface Assessed {
  readonly fact: Fact;
  readonly day: { readonly low: number; readonly high: number };
  readonly derived: Lugano | null;
  readonly stated: { readonly value: Lugano; readonly fact: Fact } | null;
  readonly facts: Sourced['facts'];
}

/** The assessments on or after the day of the infusion, in order of time. */
export const assessedOf = (of: Patient): readonly Assessed[] =>
  of.memo('lymphoma assessed', () =>
    readingsOf(of).flatMap(({ scan, pet, ct, facts }) => {
      const day = sinceInfusion(of, scan.fact);
      if (!day || day.high < 0) return [];
      return [{ fact: scan.fact, day, derived: hasPet(scan) ? pet : ct, stated: scan.stated, facts }];
    }),
  );

const plainDay = ({ low, high }: { readonly low: number; readonly high: number }) =>
  low === high ? low : { low, high };

/** The first day of a new treatment after the infusion that is no consolidation. */
function newTherapy(of: Patient): Sourced {
  const starts = valued(of, 'sub.kind')
    .filter((fact) => !['consolidation', 'maintenance'].includes(codeOf(beside(of, fact, 'sub.reason')) ?? ''))
    .map((fact) => beside(of, fact, 'sub.start') ?? fact)
    .sort((a, b) => dateSpan(of, a).start - dateSpan(of, b).start);
  const [first] = starts;
  const day = first && sinceInfusion(of, first);
  return day
    ? { value: plainDay(day), facts: [first.id], codes: ['sub.start'] }
    : { value: null, facts: [], codes: ['sub.start'] };
}

/** Stem-cell transplant in response, as consolidation. */
function transplant(of: Patient): Sourced {
  const found = valued(of, 'sub.kind').find(
    (fact) =>
      ['alloHsct', 'autoHsct'].includes(codeOf(fact) ?? '') &&
      codeOf(beside(of, fact, 'sub.reason')) === 'consolidation',
  );
  const start = found && (beside(of, found, 'sub.start') ?? found);
  const day = start && sinceInfusion(of, start);
  return day
    ? { value: plainDay(day), facts: [start.id], codes: ['sub.start'] }
    : { value: null, facts: [], codes: ['sub.kind'] };
}

interface Asked {
  readonly assessments: Sourced;
  readonly assuming: NonNullable<Application['assuming']>;
}

/** What the assessments come to, taking the stated response where the scans leave it open (`assumed`) or leaving it unknown. */
export function assessmentsInput(of: Patient, assumed: boolean): Asked {
  const all = assessedOf(of);
  const taken = all.flatMap(({ derived, stated }) => (assumed && derived === null && stated ? [stated] : []));
  const value = all.map(({ day, derived, stated }) => ({
    day: plainDay(day),
    response: derived ?? (assumed ? (stated?.value ?? null) : null),
  }));
  if (!assumed && all.every(({ derived }) => derived === null))
    return { assessments: unknownInput('resp.deauville', 'lesion.ldi'), assuming: [] };
  const facts = all.flatMap(({ fact, facts: own, derived, stated }) => [
    fact.id,
    ...(derived === null ? [] : own),
    ...(assumed && derived === null && stated ? [stated.fact.id] : []),
  ]);
  return {
    assessments: { value, facts: [...new Set(facts)], codes: ['resp.date', 'resp.deauville', 'lesion.ldi'] },
    assuming: taken.map(({ value: word, fact }) => ({ fact: fact.id, label: `stated ${word}` })),
  };
}

/** From the facts alone and, where somebody stated what the scans leave open, once more assuming it. */
function twice(of: Patient, inputs: Readonly<Record<string, Sourced>>): readonly Application[] {
  if (!hasDisease(of, 'LBCL') || !infusionOf(of) || assessedOf(of).length === 0) return [];
  const [alone, taken] = [assessmentsInput(of, false), assessmentsInput(of, true)];
  const application = ({ assessments, assuming }: Asked): Application => ({
    inputs: { assessments, ...inputs },
    ...(assuming.length > 0 ? { assuming } : {}),
  });
  return taken.assuming.length > 0 ? [application(alone), application(taken)] : [application(alone)];
}

export const bestResponseApplications = (of: Patient): readonly Application[] =>
  twice(of, { newTherapyDay: newTherapy(of), transplantDay: transplant(of) });

function deathDay(of: Patient): Sourced {
  const fact = of.byCode('death.date').at(-1);
  const day = fact && sinceInfusion(of, fact);
  return day
    ? { value: plainDay(day), facts: [fact.id], codes: ['death.date'] }
    : { value: null, facts: [], codes: ['death.date'] };
}

export const timepointApplications = (of: Patient): readonly Application[] => twice(of, { deathDay: deathDay(of) });
