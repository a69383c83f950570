import type { Fact } from '@linea/facts';
import {
  type Application,
  codeOf,
  measured,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { sinceInfusion } from './assessments.ts';
import { infused, infusionDate } from './infused.ts';

interface Seen {
  readonly fact: Fact;
  readonly value: Readonly<Record<string, unknown>>;
  readonly stated: string | null;
}

/** B cells after the infusion: counts, percentages, and words where no number was given on that day. */
function bCells(of: Patient): readonly Seen[] {
  const counted = [
    ...valued(of, 'imm.cd19').map((fact) => ({ fact, value: { cd19: measured(fact) }, stated: null })),
    ...valued(of, 'imm.cd19Pct').map((fact) => ({ fact, value: { cd19Pct: measured(fact) }, stated: null })),
  ];
  const byEvent = new Map<string, Seen>();
  for (const seen of counted)
    byEvent.set(seen.fact.event, { ...seen, value: { ...byEvent.get(seen.fact.event)?.value, ...seen.value } });
  const words = valued(of, 'imm.bAplasia').flatMap((fact): Seen[] => {
    const word = codeOf(fact);
    return (word === 'yes' || word === 'no') && !byEvent.has(fact.event)
      ? [{ fact, value: { aplasia: word === 'yes' }, stated: `stated B-cell aplasia ${word}` }]
      : [];
  });
  const after = ({ fact }: Seen): boolean => (sinceInfusion(of, fact)?.low ?? -1) >= 0;
  return [...byEvent.values(), ...words].filter(after).sort((a, b) => of.span(a.fact).start - of.span(b.fact).start);
}

function measurementsInput(of: Patient, seen: readonly Seen[]): Sourced {
  if (seen.length === 0) return unknownInput('imm.cd19');
  return sourced(
    seen.map(({ fact, value }) => ({ day: sinceInfusion(of, fact), date: plainDate(of.span(fact)), ...value })),
    seen.map(({ fact }) => fact),
    'imm.cd19',
  );
}

/** From the counts alone and, where only words were written, once more taking the words. */
export function aplasiaApplications(of: Patient): readonly Application[] {
  const infusion = infused(of);
  if (!infusion) return [];
  const seen = bCells(of);
  const stated = seen.filter(({ stated }) => stated !== null);
  const common = { infusion: infusionDate(of, infusion), cd19: unknownInput('imm.cd19') };
  const alone: Application = {
    of: { after: infusion.event },
    inputs: {
      ...common,
      measurements: measurementsInput(
        of,
        seen.filter((one) => one.stated === null),
      ),
    },
  };
  if (stated.length === 0) return [alone];
  const assuming = stated.map(({ fact, stated }) => ({ fact: fact.id, label: stated ?? '' }));
  return [
    alone,
    { of: { after: infusion.event }, assuming, inputs: { ...common, measurements: measurementsInput(of, seen) } },
  ];
}
