import {
  beside, type Course, codeOf, criterionById, type Derivation, DOSE_LEVELS, derive, dosesOf, levelOf, numberOf, type Patient, type RecordedDose, valued,
} from '@linea/criteria'; // biome-ignore format: a list
import type { FactId, Span } from '@linea/facts';

/** A dose level of a drug, and what stands beside its change. */
interface LevelStep {
  readonly on: Span;
  readonly dose: number;
  readonly unit: string;
  /** 0 full dose, -1 one step of the label lower; null: no step of a label that Linea knows. */
  readonly level: number | null;
  readonly change: string | null;
  readonly reason: string | null;
  /** Adverse events of the same days. */
  readonly events: readonly {
    readonly term: string;
    readonly grade: number | null;
    readonly facts: readonly FactId[];
  }[];
  /** What the label's table says for that event at the dose before: several where the record leaves it open. */
  readonly label: { readonly steps: readonly LabelStep[]; readonly missing: readonly string[] } | null;
  readonly facts: readonly FactId[];
}

interface LabelStep {
  readonly action: string;
  readonly nextDose: number | null;
}

/** How much of a drug was given of what was planned. */
interface Intensity {
  readonly relativeDosePercent: number | null;
  readonly rdiPercent: number | null;
  /** True: no single doses are recorded, so that every scheduled dose counts as given. */
  readonly noOmissionsAssumed: boolean;
  readonly missing: readonly string[];
}

export interface DoseHistory {
  readonly drug: string;
  readonly levels: readonly LevelStep[];
  readonly intensity: Intensity | null;
}

const sameDays = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;

function eventsOn(of: Patient, days: Span): LevelStep['events'] {
  return valued(of, 'ae.term')
    .filter((term) => sameDays(of.span(term), days))
    .map((term) => {
      const grade = beside(of, term, 'ae.grade');
      const number = numberOf(grade) ?? Number(codeOf(grade));
      return {
        term: codeOf(term) ?? '',
        grade: Number.isFinite(number) ? number : null,
        facts: [term, grade].flatMap((fact) => (fact ? [fact.id] : [])),
      };
    });
}

const isStep = (value: unknown): value is LabelStep => typeof value === 'object' && value !== null && 'action' in value;

/** The label's table for a reduction of selinexor; it records what the text says and prescribes nothing. */
function labelOf(
  of: Patient,
  line: number,
  drug: string,
  dose: RecordedDose,
  before: RecordedDose | undefined,
): LevelStep['label'] {
  const table = criterionById('mm.dose.selinexor');
  if (!table || drug !== 'selinexor' || before === undefined) return null;
  const event = new Set(eventsOn(of, dose.days).flatMap(({ facts }) => facts));
  const found = derive(table, of).filter(
    ({ of: about, because }) => about?.line === line && because.some((id) => event.has(id)),
  );
  const steps = found.flatMap(({ answer }): readonly LabelStep[] => {
    if (answer.status === 'determined') return isStep(answer.value) ? [answer.value] : [];
    return Array.isArray(answer.possible) ? answer.possible.filter(isStep) : [];
  });
  return steps.length === 0 ? null : { steps, missing: found.flatMap(openInputs) };
}

function stepsOf(of: Patient, line: number, drug: string, doses: readonly RecordedDose[]): readonly LevelStep[] {
  const levels = DOSE_LEVELS[drug];
  return doses.map((dose, index) => ({
    on: dose.days,
    dose: dose.dose,
    unit: dose.unit,
    level: levels && levels.unit === dose.unit ? levelOf(levels, dose.dose) : null,
    change: dose.change,
    reason: reasonOf(of, dose),
    events: dose.change === null ? [] : eventsOn(of, dose.days),
    label: dose.change === null ? null : labelOf(of, line, drug, dose, doses[index - 1]),
    facts: dose.facts.map(({ id }) => id),
  }));
}

function reasonOf(of: Patient, { facts }: RecordedDose): string | null {
  const [first] = facts;
  return first ? (codeOf(beside(of, first, 'drug.changeReason')) ?? null) : null;
}

function intensityOf(of: Patient, line: number, drug: string): Intensity | null {
  const criterion = criterionById('mm.rdi');
  const found =
    criterion && derive(criterion, of).find(({ of: about }) => about?.line === line && about.agent === drug);
  if (!found) return null;
  const { relativeDosePercent, rdiPercent } = found.answer;
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
  return {
    relativeDosePercent: number(relativeDosePercent),
    rdiPercent: number(rdiPercent),
    noOmissionsAssumed: (found.answer.warnings ?? []).includes('no-omissions-assumed'),
    missing: missingOf(found.answer.missing),
  };
}

/** Each drug of a line with its dose levels and its intensity. */
export function doseHistoryOf(of: Patient, { line }: Course): readonly DoseHistory[] {
  const doses = dosesOf(of, line);
  return line.drugs.map((drug) => ({
    drug,
    levels: stepsOf(of, line.number, drug, doses.get(drug) ?? []),
    intensity: intensityOf(of, line.number, drug),
  }));
}

const missingOf = (missing: unknown): readonly string[] => (Array.isArray(missing) ? missing.map(String) : []);

/** The inputs that would settle it, by their names: two of them may be asked for by the same code. */
const openInputs = ({ answer, inputs }: Derivation): readonly string[] => {
  const codes = new Set(missingOf(answer.missing));
  return Object.entries(inputs).flatMap(([name, { value, codes: own }]) =>
    value === null && own.some((code) => codes.has(code)) ? [name] : [],
  );
};
