import { ageAt, codeOf, criterionById, derive, linesOf, numberOf, type Patient, valued } from '@linea/criteria';
import { type Fact, type FactId, formatEdtf, partialDate, spanOf } from '@linea/facts';
import { factsOfLines, isOfClass, refractoryTo } from '../gate/treated.ts';
import { type Mark, populationOf, type Trial } from '../knowledge/knowledge.ts';

/**
 * Where the patient stands in a trial's population.
 *
 *  inside   the trial took patients like this one
 *  few      fewer than one in ten of its patients were like this one
 *  outside  it took none like this one
 *  unknown  the trial, or the record, does not say
 */
type Standing = 'inside' | 'few' | 'outside' | 'unknown';

export interface LikenessPoint {
  readonly point: 'priorLines' | 'lenalidomideRefractory' | 'antiCd38Refractory' | 'primaryRefractory' | 'age' | 'ecog';
  readonly standing: Standing;
  /** What is known of the patient: a number, `[low, high]`, yes or no; null: not known. */
  readonly patient: number | readonly [number, number] | boolean | null;
  /** EDTF: when it was true of the patient, where that is not the day itself. */
  readonly on: string | null;
  /** Limits of the trial, null is no limit; null: not known. */
  readonly limits: readonly [number | null, number | null] | null;
  /** Percent of the trial's patients of whom it was true. */
  readonly share: number | null;
  readonly median: number | null;
  readonly mark: Mark | null;
  readonly facts: readonly FactId[];
}

const NOTHING = { on: null, limits: null, share: null, median: null, mark: null } as const;
const FEW = 10;

type Limits = readonly [number | null, number | null];

const within = (value: number | readonly [number, number], [from, to]: Limits): Standing => {
  const [low, high] = typeof value === 'number' ? [value, value] : value;
  if ((from !== null && high < from) || (to !== null && low > to)) return 'outside';
  return (from === null || low >= from) && (to === null || high <= to) ? 'inside' : 'unknown';
};

function linesPoint(of: Patient, trial: Trial): LikenessPoint {
  const population = populationOf(trial.id);
  const { length } = linesOf(of);
  const patient = length === 0 ? null : length;
  const limits = population?.line ?? null;
  return {
    ...NOTHING,
    point: 'priorLines',
    patient,
    limits,
    mark: population?.mark ?? null,
    standing: patient === null || !limits ? 'unknown' : within(patient, limits),
    facts: factsOfLines(of).map(({ id }) => id),
  };
}

const TARGETS = {
  lenalidomideRefractory: ['lenalidomide', 'IMID'],
  antiCd38Refractory: ['anti-CD38', 'CD38'],
} as const;

/** The percent of a trial's patients refractory to lenalidomide, or to anti-CD38: as its entry says, else as its population does. */
function shareOf(
  trial: Trial,
  point: keyof typeof TARGETS,
): { readonly share: number | null; readonly mark: Mark | null } {
  const [name, group] = TARGETS[point];
  const row = trial.refractoryPct.find(({ to }) => to === name);
  if (row && row.pct !== null) return { share: row.pct, mark: row.status };
  const population = populationOf(trial.id);
  const remembered = population?.refractory?.[group];
  return remembered === undefined ? { share: null, mark: null } : { share: remembered, mark: population?.mark ?? null };
}

function refractoryPoint(of: Patient, trial: Trial, point: keyof typeof TARGETS): LikenessPoint {
  const { answer, facts } =
    point === 'lenalidomideRefractory'
      ? refractoryTo(of, (drug) => drug === 'lenalidomide')
      : refractoryTo(of, isOfClass('CD38'));
  const patient = answer === 'unknown' ? null : answer === 'met';
  const { share, mark } = shareOf(trial, point);
  return { ...NOTHING, point, patient, share, mark, facts, standing: sharedBy(patient, share) };
}

/** Where a patient stands of whom something is true, or not, that was true of so many percent. */
function sharedBy(patient: boolean | null, share: number | null): Standing {
  if (patient === null || share === null) return 'unknown';
  const alike = patient ? share : 100 - share;
  return alike === 0 ? 'outside' : alike < FEW ? 'few' : 'inside';
}

function primaryRefractoryPoint(of: Patient, trial: Trial): LikenessPoint {
  const row = trial.refractoryPct.find(({ to }) => to.startsWith('first line'));
  const criterion = criterionById('lbcl.secondLineStatus');
  const derivation = criterion ? derive(criterion, of).at(-1) : undefined;
  const word = derivation?.answer.status === 'determined' ? derivation.answer.value : null;
  const patient = typeof word === 'string' ? word === 'refractory' : null;
  return {
    ...NOTHING,
    point: 'primaryRefractory',
    patient,
    share: row?.pct ?? null,
    mark: row?.status ?? null,
    facts: derivation?.because ?? [],
    standing: sharedBy(patient, row?.pct ?? null),
  };
}

function agePoint(of: Patient, trial: Trial, day: number): LikenessPoint {
  const population = populationOf(trial.id);
  const { value, facts } = ageAt(of, spanOf(day));
  const patient = value === null || typeof value === 'number' ? value : ([value.low, value.high] as const);
  const limits: Limits | null =
    population?.ageFrom === undefined && population?.ageTo === undefined
      ? null
      : [population.ageFrom ?? null, population.ageTo ?? null];
  return {
    ...NOTHING,
    point: 'age',
    patient,
    limits,
    median: population?.ageMedian ?? null,
    mark: population?.mark ?? null,
    facts,
    standing: patient === null || !population ? 'unknown' : within(patient, limits ?? [null, null]),
  };
}

/** The last performance status, of staging or follow-up. */
function lastEcog(of: Patient): Fact | undefined {
  const facts = [...valued(of, 'stg.ecog'), ...valued(of, 'fu.ecog')];
  return facts.sort((a, b) => of.span(a).start - of.span(b).start).at(-1);
}

function ecogPoint(of: Patient, trial: Trial): LikenessPoint {
  const population = populationOf(trial.id);
  const fact = lastEcog(of);
  const patient = fact ? (numberOf(fact) ?? Number(codeOf(fact))) : null;
  const limits = population?.ecog ?? null;
  const days = fact && of.span(fact);
  return {
    ...NOTHING,
    point: 'ecog',
    patient,
    on: days ? formatEdtf(partialDate(days)) : null,
    limits,
    mark: population?.mark ?? null,
    facts: fact ? [fact.id] : [],
    standing: patient === null || !limits ? 'unknown' : within(patient, limits),
  };
}

/** How much of a trial was like this patient, point by point; the points are those that its disease knows. */
export function likenessTo(of: Patient, trial: Trial, disease: string, day: number): readonly LikenessPoint[] {
  return [
    ...(disease === 'SLE' ? [] : [linesPoint(of, trial)]),
    ...(disease === 'MM'
      ? [refractoryPoint(of, trial, 'lenalidomideRefractory'), refractoryPoint(of, trial, 'antiCd38Refractory')]
      : []),
    ...(disease === 'LBCL' ? [primaryRefractoryPoint(of, trial)] : []),
    agePoint(of, trial, day),
    ...(disease === 'SLE' ? [] : [ecogPoint(of, trial)]),
  ];
}
