import { criterion, type Decision, FROM_MEMORY, notApplicable, type Path, type Settled } from '../engine/index.ts';
import type { Application, Patient } from '../patient/patient.ts';
import { DOSE_LEVELS } from './dose-levels.ts';
import { selinexorChanges } from './selinexor-facts.ts';
import { LABEL, readers, type Toxicity } from './selinexor-table.ts';

type Action = 'maintain' | 'reduce' | 'interrupt-then-reduce' | 'discontinue';

interface Step {
  readonly action: Action;
  readonly nextDose: number | null;
}

const LEVELS = DOSE_LEVELS.selinexor?.levels as readonly number[];
const ACTIONS = ['maintain', 'reduce', 'interrupt-then-reduce'] as const;
const STEPS: readonly Step[] = [
  ...ACTIONS.flatMap((action) => LEVELS.map((nextDose) => ({ action, nextDose }))),
  { action: 'discontinue', nextDose: null },
];

const FROM_MEMORY_ROWS: ReadonlySet<Toxicity> = new Set(['nausea', 'fatigue', 'weightLoss']);

/** One level lower; below the lowest the drug is discontinued. */
function lower(action: Action, level: number): Step {
  const next = LEVELS[level + 1];
  return next === undefined ? { action: 'discontinue', nextDose: null } : { action, nextDose: next };
}

/**
 * Label table of selinexor dose changes (with bortezomib and dexamethasone) - `mm.dose.selinexor`
 *
 * To lay beside a recorded dose change, never to prescribe. Levels 100 -> 80 -> 60 -> 40 mg weekly -> discontinue.
 *
 *  platelets   >= 25 and < 75 x10*9/L: reduce; with bleeding interrupt, resume one level lower; < 25 interrupt until >= 50
 *  anc         >= 0.5 and <= 1.0 x10*9/L without fever: reduce; with fever, or < 0.5: interrupt until >= 1.0
 *  hb          < 8.0 g/dL: reduce
 *  sodium      <= 130 mmol/L: interrupt, resume one level lower when >= 130
 *  nausea      grade 1-2: maintain; grade 3, or 6 or more vomits a day (`value`): interrupt, one level lower   (from memory)
 *  fatigue     grade 2 for more than 7 days, or grade 3: interrupt, one level lower                            (from memory)
 *  weightLoss  10 to < 20 %, or malnutrition: interrupt, one level lower                                       (from memory)
 *
 * The list is incomplete: a toxicity outside it (eye, diarrhoea, life-threatening anaemia, weight loss >= 20 %) gives
 * `notApplicable`, never maintain. Bleeding and fever that were not recorded are not absent. A laboratory finding may be
 * given as CTCAE v5 grade.
 *
 * @param currentDose  mg; @param toxicity  platelets | anc | hb | sodium | nausea | fatigue | weightLoss
 * @returns value { action, nextDose }, also as `action` and `nextDose`; nextDose is null on discontinue
 * @source product information of selinexor (EU, Switzerland); the step to 40 mg from memory
 */
export const selinexorDose = criterion({
  id: 'mm.dose.selinexor',
  version: 'eu-ch-label',
  source: 'product information of selinexor (EU, Switzerland)',
  inputs: readers,
  answers: STEPS,
  decide: (given): Decision<Step> | ReturnType<typeof notApplicable> => {
    const { currentDose, toxicity } = given;
    const exact = currentDose.given && currentDose.range.low === currentDose.range.high;
    if (exact && !LEVELS.includes(currentDose.range.low)) return notApplicable('dose-not-a-level');
    if (toxicity.unlisted) return notApplicable('not-in-label-table');
    const rows = toxicity.options.map((name) => [name, LABEL[name](given)] as const);
    if (rows.length === 1 && rows[0]?.[1].outside) return notApplicable('not-in-label-table');
    return (path) => {
      const name = toxicity.options.find((option) => path.isOneOf(toxicity, toxicity.options, [option]));
      const row = rows.find(([option]) => option === name)?.[1];
      const level = levelOn(path, currentDose);
      if (row?.interrupt(path)) return lower('interrupt-then-reduce', level);
      if (row?.reduce(path)) return lower('reduce', level);
      return { action: 'maintain', nextDose: LEVELS[level] as number };
    };
  },
  fields: (settled: Settled<Step>) =>
    settled.status === 'determined' ? { ...settled.value } : { action: null, nextDose: null },
  warn: ({ toxicity, currentDose }, _, settled) => {
    const next =
      settled.status === 'determined' ? [settled.value] : settled.status === 'indeterminate' ? settled.possible : [];
    const atMemoryStep = currentDose.given && currentDose.range.low <= 40;
    return [
      [
        FROM_MEMORY,
        settled.status !== 'notApplicable' &&
          ((toxicity.given && toxicity.options.some((name) => FROM_MEMORY_ROWS.has(name))) ||
            atMemoryStep ||
            next.some(({ nextDose }) => nextDose === 40)),
      ],
    ];
  },
  from: (of: Patient): readonly Application[] => selinexorChanges(of),
});

/** The level of the current dose on a path; an unknown dose may be any level. */
function levelOn(
  path: Path,
  dose: {
    readonly key: string;
    readonly inputs: readonly string[];
    readonly range: { readonly low: number; readonly high: number };
  },
): number {
  const found = LEVELS.findIndex((level) => path.reaches(dose, dose.range, level, false));
  return found === -1 ? LEVELS.length - 1 : found;
}
