import type { Journey, Lane, LaneGroup, Mark } from '@linea/charts';
import type { DerivationJson, FactJson, PatientJson } from '../../patient/patient-json.ts';
import { spanOfDated } from '../../patient/spans.ts';
import type { Words } from '../../words/words.ts';
import { journeyFrame } from '../journey/journey-figure.ts';
import { laboratoryLanes } from '../journey/laboratory-lanes.ts';
import { milestoneLane } from '../journey/other-lanes.ts';
import { type Base, type Scene, sceneOf } from '../journey/scene.ts';
import { supportLanes } from '../journey/support-lanes.ts';
import { therapyLanes } from '../journey/therapy-lanes.ts';
import { toxicityLanes } from '../journey/toxicity-lanes.ts';

/** What a course of toxicity is told by: the treatment, what it did, what was given against it. */
const KINDS = new Set(
  ['line', 'drug', 'dose', 'cycle', 'leukapheresis', 'bridging', 'lymphodepletion', 'infusion', 'crs', 'icans', 'iechs', 'icaht', 'ae', 'infection', 'daily', 'support', 'malignancy', 'medication'],
); // biome-ignore format: a list

/** Values that toxicity is seen in. */
const VALUES =
  /^(day\.|lab\.(anc|alc|plt|hb|wbc|crp|ferritin|il6|fibrinogen|ddimer|creatinine|bilirubin|alt|ast|ldh|igg|gammaNetM)$|imm\.)/;

/**
 * The course of toxicity: treatment with its dose steps, grades as stated and as derived day by day, the values that they are
 * seen in, and what was given against it.
 */
export function courseFigure(patient: PatientJson, words: Words, base: Base, title: string): Journey {
  const scene = sceneOf({ ...patient, facts: factsTold(patient) }, words, base);
  const milestones = milestoneLane(scene);
  const groups: readonly (readonly [string, LaneGroup['lanes']])[] = [
    ['therapy', [...(milestones ? [milestones] : []), ...therapyLanes(scene)]],
    ['toxicity', [...toxicityLanes(scene), ...gradeLanes(scene)]],
    ['values', laboratoryLanes(scene).filter(({ curve }) => curve !== undefined)],
    ['support', supportLanes(scene)],
  ];
  return journeyFrame(scene, title, groups);
}

/** Days before an infusion that its course begins with: lymphodepletion and what led to it. */
const BEFORE = 60;

/** Facts that the course is told by; around an infusion, without the lines before it. */
function factsTold({ facts }: PatientJson): readonly FactJson[] {
  const kindOf = ({ event }: FactJson): string => event.split(':')[0] ?? '';
  const told = facts.filter((fact) => KINDS.has(kindOf(fact)) || VALUES.test(fact.code));
  const infusion = facts.find(({ code }) => code === 'inf.date');
  if (!infusion) return told;
  const from = spanOfDated(infusion).first - BEFORE;
  return told.filter((fact) => !LINES.has(kindOf(fact)) && spanOfDated(fact).last >= from);
}

const LINES = new Set(['line', 'cycle', 'dose']);

const COURSES = [
  ['crs.astct2019.course', 'figure.event.crs'],
  ['icans.astct2019.course', 'figure.event.icans'],
] as const;

/** Grades as the criterion derives them for each day from the infusion; a day whose grade is not settled shows its bounds. */
function gradeLanes(scene: Scene): readonly Lane[] {
  const { zero, patient, words } = scene;
  if (zero?.kind !== 'infusion') return [];
  return COURSES.flatMap(([criterion, name]): readonly Lane[] => {
    const derived = patient.derivations.findLast((one) => one.criterion === criterion);
    const marks = derived ? dayMarks(derived, scene) : [];
    const label = words.say('figure.derivedGrade', { name: words.say(name) });
    return marks.length === 0 ? [] : [{ id: `grade-${criterion}`, label, tone: 'toxicity', marks }];
  });
}

interface DayGrade {
  readonly day: number;
  readonly grade: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

function dayMarks(derived: DerivationJson, { zero, base, words }: Scene): readonly Mark[] {
  const grades = (Array.isArray(derived.dayGrades) ? derived.dayGrades : []) as readonly DayGrade[];
  return grades.flatMap(({ day, grade, min, max }): readonly Mark[] => {
    if (!zero || (grade ?? min ?? max) === null || grade === 0) return [];
    const text = grade === null ? `${min ?? 0}–${max ?? 5}` : String(grade);
    const said = words.say('figure.grade', { grade: text });
    return [
      {
        id: `finding:${derived.criterion}`,
        span:
          base === 'relative'
            ? { first: day, last: day }
            : { first: zero.span.first + day, last: zero.span.last + day },
        shape: grade !== null && grade >= 3 ? 'triangle' : grade === null ? 'ring' : 'dot',
        tone: grade !== null && grade >= 3 ? 'worse' : 'toxicity',
        wordings: [said, text],
        title: words.say('figure.derivedGrade.day', { day, grade: said }),
      },
    ];
  });
}
