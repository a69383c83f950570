import type { Fact } from '@linea/facts';
import {
  type Application,
  beside,
  codeOf,
  eachOf,
  type Patient,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { hasDisease } from './baseline.ts';
import { calendarsOf, dosesOf, type RecordedDose } from './courses.ts';
import type { Toxicity } from './selinexor-table.ts';

/** Terms of adverse events that the label table lists. */
const TERMS: readonly (readonly [pattern: RegExp, toxicity: Toxicity])[] = [
  [/^(thrombocytop|platelet)/i, 'platelets'],
  [/^neutrop/i, 'anc'],
  [/^an(a|)emia/i, 'hb'],
  [/^hyponatr/i, 'sodium'],
  [/^(nausea|vomit)/i, 'nausea'],
  [/^(fatigue|asthenia)/i, 'fatigue'],
  [/^weight (loss|decreas)/i, 'weightLoss'],
];

/** Each recorded reduction of selinexor beside the adverse event of the same days. */
export function selinexorChanges(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'MM')) return [];
  return eachOf(of, 'selinexor', calendarsOf(of), ({ line }) => {
    const doses = dosesOf(of, line).get('selinexor') ?? [];
    return doses.flatMap((dose, index): readonly Application[] => {
      const before = doses[index - 1];
      return before && dose.dose < before.dose
        ? eventsOn(of, dose).map((event) => change(of, line.number, before, dose, event))
        : [];
    });
  });
}

interface ListedEvent {
  readonly toxicity: Toxicity;
  readonly term: Fact;
}

function eventsOn(of: Patient, dose: RecordedDose): readonly ListedEvent[] {
  return valued(of, 'ae.term').flatMap((term) => {
    const days = of.span(term);
    const row = TERMS.find(([pattern]) => pattern.test(codeOf(term) ?? ''));
    return row && days.start === dose.days.start && days.end === dose.days.end ? [{ toxicity: row[1], term }] : [];
  });
}

function change(
  of: Patient,
  line: number,
  before: RecordedDose,
  dose: RecordedDose,
  { toxicity, term }: ListedEvent,
): Application {
  const grade = beside(of, term, 'ae.grade');
  return {
    of: { line, agent: 'selinexor' },
    at: dose.days,
    inputs: {
      currentDose: sourced({ value: before.dose, unit: before.unit }, before.facts),
      toxicity: sourced(toxicity, [term]),
      grade: grade ? sourced(Number(codeOf(grade)), [grade]) : unknownInput('ae.grade'),
      bleeding: unknownInput('ae.term'),
      fever: unknownInput('day.tempMax'),
    },
  };
}
