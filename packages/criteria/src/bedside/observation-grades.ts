import type { Code, EventId } from '@linea/facts';
import type { Answer } from '../engine/criterion.ts';
import type { Application } from '../patient/patient.ts';
import { crsObservation } from '../toxicity/crs/observation.ts';
import { codesOfInput } from '../toxicity/facts/sheet-items.ts';
import type { SheetRecord } from '../toxicity/facts/sheet-record.ts';
import { icansObservation } from '../toxicity/icans/observation.ts';

/** The grade of one observation in its course. */
export interface ObservationGrade {
  readonly grade: number | null;
  readonly min: number;
  readonly max: number;
  /** Of CRS: why its signs count (`crs.astct2019.course`). */
  readonly gate?: string;
  /** By sign or domain the value read and its sub-grade; empty where no explanation was asked for. */
  readonly components: Readonly<Record<string, unknown>>;
  /** Dictionary codes to ask for, where the grade is open. */
  readonly missing: readonly Code[];
  readonly warnings: readonly string[];
}

interface PerObservation {
  readonly observation: number;
  readonly min: number;
  readonly max: number;
  readonly gate?: string;
  readonly warnings: readonly string[];
}

type Plain = Readonly<Record<string, unknown>>;

/** How the gate of an observation is told to the criterion that grades it alone. */
const CONTEXT: Readonly<Record<string, Plain>> = {
  treated: { crsAlreadyBegun: true, drugsAfterOnset: ['paracetamol'] },
  recentFever: { crsAlreadyBegun: true, hoursSinceLastFever: 1 },
  persists: { sameSignScoringBefore: true },
  unknown: { sameSignScoringBefore: null },
};

/** What can only be asked once something else is known. */
const AFTER: Readonly<Record<string, string>> = {
  oxygenFlow: 'oxygenDevice',
  ventilationReason: 'oxygenDevice',
  seizureMinutes: 'seizure',
};

/** The items of ICE, and the two that say whether the pressure inside the skull is raised. */
const TOGETHER: Readonly<Record<string, readonly Code[]>> = {
  ice: ['day.iceOrientation', 'day.iceNaming', 'day.iceCommand', 'day.iceWriting', 'day.iceAttention'],
  oedema: ['day.icpSigns'],
};

function codesOf(missing: readonly string[]): readonly Code[] {
  const asked = missing.filter((name) => !missing.includes(AFTER[name] ?? ''));
  return [...new Set(asked.flatMap((name) => TOGETHER[name] ?? codesOfInput(name.replace(/^ice\./, ''))))];
}

/** The course of one toxicity: what it was asked of, and what it answers. */
export interface CourseAnswer {
  readonly application: Application;
  readonly answer: Answer;
}

/** Which observations are graded, and which of them with their sub-grades. */
interface Wanted {
  readonly graded: (event: EventId) => boolean;
  readonly explain: (event: EventId) => boolean;
}

const alones = new WeakMap<SheetRecord, Map<string, Plain>>();

/** What a record is graded alone, in one context: worked out once, for records of the same facts are the same object. */
function gradedAlone(record: SheetRecord, context: string, grade: () => Plain): Plain {
  const known = alones.get(record) ?? new Map<string, Plain>();
  alones.set(record, known);
  const answer = known.get(context) ?? grade();
  known.set(context, answer);
  return answer;
}

/** The grade of every observation of signs, by event: of two that contradict each other the worst. */
export const crsGrades = (records: readonly SheetRecord[], course: CourseAnswer | null, wanted: Wanted) =>
  gradesOf(records, course, wanted, (record, { gate = 'closed' }) =>
    gradedAlone(record, `crs ${gate}`, () => {
      const { reportedGrade: _, ...signs } = record.seen;
      return crsObservation.derive({ ...signs, ...CONTEXT[gate] }).answer;
    }),
  );

/** The grade of every neurological observation, by event. */
export const icansGrades = (records: readonly SheetRecord[], course: CourseAnswer | null, wanted: Wanted) => {
  const who = Object.fromEntries(
    ['ageYears', 'developmentalDelay'].map((name) => [name, course?.application.inputs[name]?.value ?? undefined]),
  );
  const context = `icans ${JSON.stringify(who)}`;
  return gradesOf(records, course, wanted, (record) =>
    gradedAlone(record, context, () => icansObservation.derive({ ...who, ...record.seen }).answer),
  );
};

function gradesOf(
  records: readonly SheetRecord[],
  course: CourseAnswer | null,
  { graded: isGraded, explain }: Wanted,
  alone: (record: SheetRecord, graded: PerObservation) => Plain,
): ReadonlyMap<EventId, ObservationGrade> {
  const grades = new Map<EventId, ObservationGrade>();
  for (const graded of (course?.answer.perObservation ?? []) as readonly PerObservation[]) {
    const record = records[graded.observation] as SheetRecord;
    if (!isGraded(record.first.event)) continue;
    const { min, max, gate, warnings } = graded;
    const {
      components = {},
      missing = [],
      warnings: more = [],
    } = (min !== max || explain(record.first.event) ? alone(record, graded) : {}) as {
      readonly components?: Plain;
      readonly missing?: readonly string[];
      readonly warnings?: readonly string[];
    };
    const found: ObservationGrade = {
      grade: min === max ? min : null,
      min,
      max,
      ...(gate === undefined ? {} : { gate }),
      components,
      missing: min === max ? [] : codesOf(missing),
      warnings: [...new Set([...warnings, ...more.filter((code) => !isLeftOut(code))])],
    };
    const before = grades.get(record.first.event);
    grades.set(record.first.event, before ? worse(before, found) : found);
  }
  return grades;
}

/** The course knows better than the observation alone what a sign without fever is; what is of the other scale it ignores. */
const isLeftOut = (warning: string): boolean => warning === 'signsWithoutFever' || warning.startsWith('ignored:');

/** Of two gradings of one observation what is certain of both: the worse. */
function worse(one: ObservationGrade, other: ObservationGrade): ObservationGrade {
  const [min, max] = [Math.max(one.min, other.min), Math.max(one.max, other.max)];
  const leading = other.max > one.max || (other.max === one.max && other.min > one.min) ? other : one;
  return {
    ...leading,
    grade: min === max ? min : null,
    min,
    max,
    missing: min === max ? [] : [...new Set([...one.missing, ...other.missing])],
    warnings: [...new Set([...one.warnings, ...other.warnings])],
  };
}
