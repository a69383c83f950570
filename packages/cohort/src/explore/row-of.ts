import {
  patient as asPatient, codeOf, criterionById, type Derivation, dateSpan, derive, happenings, type Patient, valued,
} from '@linea/criteria'; // biome-ignore format: a list
import { type Code, type Fact, toIso, type View } from '@linea/facts';
import { definitionOf, timeToEvent } from '../endpoint/times.ts';
import { alterationsOf, populationsOf } from './biology.ts';
import { marksOf } from './marks.ts';
import { COHORT_ENDPOINTS, type CohortEndpoint, type CohortRow, type RowTime } from './row.ts';

/** Who the row is of; the facts come as a view as of an instant. */
export interface RowOf {
  readonly patient: string;
  readonly centre: string;
  readonly synthetic: boolean;
}

/**
 * The row of one patient: every value by a criterion, or as it was last reported before the infusion. One pass over the facts
 * and one derivation an endpoint.
 */
export function cohortRow({ patient, centre, synthetic }: RowOf, view: View): CohortRow {
  const of = asPatient(view);
  const disease = lastCode(of, 'reg.indication');
  const infusion = firstDay(of, 'inf.date');
  const known = { centre, disease, infusion };
  return {
    patient,
    centre,
    synthetic,
    disease,
    levels: levelsOf(of, known),
    times: Object.fromEntries(COHORT_ENDPOINTS.map((name) => [name, timeOf(of, name, known)])) as Record<
      CohortEndpoint,
      RowTime
    >,
    alterations: alterationsOf(of),
    populations: populationsOf(of),
    ...marksOf(of, infusion),
  };
}

/** The definition of an endpoint in a disease: the one that a study of the disease means by that word. */
export const cohortEndpoint = (disease: string, endpoint: CohortEndpoint) =>
  definitionOf(endpoint.toLowerCase(), disease);

/** From the infusion: from the facts alone where they settle it, else taking what somebody stated of a response as observed. */
function timeOf(of: Patient, endpoint: CohortEndpoint, { disease, infusion }: Known): RowTime {
  if (infusion === null) return { out: 'notInPopulation' };
  if (disease === null || !cohortEndpoint(disease, endpoint)) return { out: 'unknown' };
  const value = timeToEvent(endpoint.toLowerCase(), of, { disease, population: 'infused', from: 'infusion' });
  if ('missing' in value) return { out: value.missing === 'endpoint.noStart' ? 'notInPopulation' : 'unknown' };
  const { days, event, basis, approximate } = value;
  return { days: Math.max(0, days), event, assuming: basis === 'assuming', imputed: approximate };
}

const lastCode = (of: Patient, code: Code): string | null => codeOf(valued(of, code).at(-1)) ?? null;

/** The earliest day on which a dated item can have been; null where there is none. */
function firstDay(of: Patient, code: Code): number | null {
  const days = valued(of, code).map((fact) => dateSpan(of, fact).start);
  const first = Math.min(...days);
  return Number.isFinite(first) ? first : null;
}

/** The last answer to an item before the infusion; without an infusion the last of all. */
function lastBefore(of: Patient, code: Code, infusion: number | null): string | null {
  const facts = valued(of, code).filter((fact) => infusion === null || of.span(fact).start <= infusion);
  return answerOf(facts.at(-1));
}

const answerOf = (fact: Fact | undefined): string | null => {
  const code = codeOf(fact);
  return code === undefined || /^(unknown|notDone|notTested|NE)$/.test(code) ? null : code;
};

interface Known {
  readonly centre: string;
  readonly disease: string | null;
  readonly infusion: number | null;
}

/** From the year of birth to that of the infusion, or of the registration: the bands in which registries print age. */
const BANDS: readonly (readonly [from: number, band: string])[] = [
  [80, '80+'], [70, '70-79'], [60, '60-69'], [50, '50-59'], [40, '40-49'], [18, '18-39'], [0, '0-17'],
]; // biome-ignore format: a table

function ageBand(of: Patient, infusion: number | null): string | null {
  const birth = valued(of, 'demo.birthYear').at(-1)?.value;
  const day = infusion ?? firstDay(of, 'reg.date');
  if (birth?.kind !== 'number' || day === null) return null;
  const age = Number(toIso(day).slice(0, 4)) - birth.number;
  return BANDS.find(([from]) => age >= from)?.[1] ?? null;
}

function levelsOf(of: Patient, { centre, disease, infusion }: Known): CohortRow['levels'] {
  const infused = infusion !== null;
  return {
    disease,
    setting: lastCode(of, 'reg.setting'),
    centre,
    reached: infused ? 'infused' : happenings(of, 'leuk.date').length > 0 ? 'apheresed' : 'candidate',
    age: ageBand(of, infusion),
    sex: answerOf(valued(of, 'demo.sex').at(-1)),
    ecog: lastBefore(of, 'stg.ecog', infusion),
    ...(disease === 'LBCL' ? { stage: lastBefore(of, 'stg.annArbor', infusion), ldh: ldhOf(of, infusion) } : {}),
    ...(infused
      ? {
          year: toIso(infusion).slice(0, 4),
          product: lastBefore(of, 'inf.product', null),
          bridging: lastBefore(of, 'bridge.kind', infusion),
          crs: gradeOf(of, 'crs'),
          icans: gradeOf(of, 'icans'),
          response: bestResponse(of, infusion),
        }
      : {}),
  };
}

/** LDH against the limit of the laboratory that reported it, in the 30 days before the infusion. */
function ldhOf(of: Patient, infusion: number | null): string | null {
  const facts = valued(of, 'lab.ldh').filter((fact) => {
    const { start, end } = of.span(fact);
    return infusion === null || (end <= infusion && start >= infusion - 30);
  });
  const last = facts.at(-1);
  const limit = last?.qualifiers?.uln;
  if (last?.value?.kind !== 'number' || !limit || !(limit > 0)) return null;
  const ratio = last.value.number / limit;
  return ratio <= 1 ? 'normal' : ratio <= 2 ? 'above' : 'twice';
}

const COURSES = { crs: 'crs.astct2019.course', icans: 'icans.astct2019.course' } as const;

/** The highest grade: from the observations where they settle it, else as somebody wrote it. */
function gradeOf(of: Patient, kind: keyof typeof COURSES): string | null {
  const criterion = criterionById(COURSES[kind]);
  const grades = (criterion ? derive(criterion, of) : []).flatMap(({ answer }: Derivation) => {
    const { maxGrade } = answer as { readonly maxGrade?: unknown };
    return typeof maxGrade === 'number' ? [maxGrade] : [];
  });
  if (grades.length > 0) return String(Math.max(...grades));
  const written = lastCode(of, `${kind}.maxGrade`);
  if (written !== null) return written;
  const occurred = valued(of, `${kind}.occurred`).at(-1)?.value;
  return occurred?.kind === 'boolean' && !occurred.boolean ? '0' : null;
}

/** Answers of each disease from the best to the worst; what is written, whichever assessment it came from. */
const ORDERS: readonly (readonly [code: Code, order: readonly string[]])[] = [
  ['resp.lugano', ['CR', 'PR', 'SD', 'PD']],
  ['resp.imwg', ['sCR', 'CR', 'VGPR', 'PR', 'MR', 'SD', 'PD', 'relapseCr']],
  ['resp.all', ['CR', 'CRh', 'CRi', 'MLFS', 'PR', 'NR', 'relapse']],
];

/** The best response after the infusion as reported, and before another treatment was begun. */
function bestResponse(of: Patient, infusion: number): string | null {
  const next = Math.min(...valued(of, 'sub.start').map((fact) => dateSpan(of, fact).start));
  const found = ORDERS.flatMap(([code, order]) =>
    valued(of, code).flatMap((fact) => {
      const { start } = of.span(fact);
      const rank = order.indexOf(codeOf(fact) ?? '');
      return start > infusion && start <= next && rank >= 0 ? [{ rank, answer: order[rank] as string }] : [];
    }),
  );
  return found.sort((a, b) => a.rank - b.rank)[0]?.answer ?? null;
}
