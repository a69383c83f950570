import { compareSpans, type Fact, type FactId, isNotAfter, type Span, withMembers } from '@linea/facts';
import { type DaysApart, daysApart } from '../../general/days-apart.ts';
import { datedBy, startFact } from '../../lines/counted-days.ts';
import { type Line, linesOf } from '../../lines/lines-of.ts';
import {
  beside,
  booleanOf,
  codeOf,
  codesOf,
  dateSpan,
  measured,
  numberOf,
  type Patient,
  plainDate,
} from '../../patient/patient.ts';
import { lesionsOn } from './lesions-of.ts';

/** What was assessed on the same days, as one assessment of myeloma.md 4.3 in plain values. */
export interface AssessmentOf {
  readonly days: Span;
  readonly values: Readonly<Record<string, unknown>>;
  readonly facts: readonly FactId[];
  /** The fact that has its days. */
  readonly dated: Fact | undefined;
  /** Lines and infusions that its response events name. */
  readonly refers: readonly string[];
}

/** Laboratory results that make an assessment, with the input that each fills. */
const LABORATORY: Readonly<Record<string, string>> = {
  'lab.mSerum': 'serumM', 'lab.mUrine': 'urineM', 'lab.immunofixSerum': 'sife', 'lab.immunofixUrine': 'uife', 'lab.plasmaCellsPb': 'circulatingPlasmaCells',
  'lab.kappa': 'kappa', 'lab.lambda': 'lambda', 'lab.flcRatio': 'ratio',
}; // biome-ignore format: a table
/** One of these marked spurious makes the whole assessment so; the circulating cells are a count of their own. */
const SPOILING: ReadonlySet<string> = new Set(Object.keys(LABORATORY).filter((code) => code !== 'lab.plasmaCellsPb'));
const RESPONSE = [
  'resp.imwg',
  'resp.newLesion',
  'resp.newLesionKind',
  'resp.lesionIncrease',
  'resp.plasmacytoma',
  'resp.spurious',
  'resp.imaging',
  'resp.date',
] as const;
const MARROW = ['marrow.plasmaCells', 'marrow.plasmaClonal'] as const;
/** Codes whose value is asked for when an assessment is not settled. */
export const ASSESSMENT_CODES = [
  'lab.mSerum',
  'lab.mUrine',
  'lab.immunofixSerum',
  'lab.immunofixUrine',
  'lab.kappa',
  'lab.lambda',
  'marrow.plasmaCells',
] as const;

interface Draft {
  readonly days: Span;
  readonly facts: Fact[];
}

/** Facts of one group of days; an assessment is what was found between the same two days. */
function drafts(of: Patient): readonly Draft[] {
  const groups = new Map<string, Draft>();
  const add = (fact: Fact, days: Span): void => {
    const key = `${days.start}/${days.end}`;
    const group = groups.get(key);
    if (group) group.facts.push(fact);
    else groups.set(key, { days, facts: [fact] });
  };
  for (const code of Object.keys(LABORATORY)) for (const fact of of.byCode(code)) add(fact, of.span(fact));
  for (const code of RESPONSE) for (const fact of of.byCode(code)) add(fact, eventDays(of, fact, 'resp.date'));
  for (const code of MARROW) for (const fact of of.byCode(code)) add(fact, eventDays(of, fact, 'marrow.date'));
  for (const fact of of.byCode('lesion.id')) add(fact, eventDays(of, fact, 'lesion.date'));
  for (const fact of of.byCode('stg.imaging'))
    groups.get(`${of.span(fact).start}/${of.span(fact).end}`)?.facts.push(fact);
  return [...groups.values()].sort((a, b) => compareSpans(a.days, b.days));
}

function eventDays(of: Patient, fact: Fact, code: string): Span {
  const dated = of.byEvent(fact.event).find((other) => other.code === code);
  return dated ? dateSpan(of, dated) : of.span(fact);
}

const lastOf = (facts: readonly Fact[], code: string): Fact | undefined =>
  facts.findLast((fact) => fact.code === code && fact.value !== undefined);

/** New lesion as coded; a fracture alone is none (myeloma.md 4.1). */
function newLesionOf(facts: readonly Fact[]): boolean | null {
  const kinds = codesOf(lastOf(facts, 'resp.newLesionKind')) ?? [];
  const fractureOnly = kinds.length > 0 && kinds.every((kind) => kind === 'fractureOnly');
  const word = codeOf(lastOf(facts, 'resp.newLesion'));
  if (word === 'no' || word === 'unlikelyLymphoma') return false;
  if (word === 'yes' || word === 'lymphoma' || word === undefined)
    return fractureOnly ? false : word === undefined && kinds.length === 0 ? null : true;
  return null;
}

const flagOf = (fact: Fact | undefined): boolean | null =>
  codeOf(fact) === 'yes' ? true : codeOf(fact) === 'no' ? false : null;

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

function freeLightChains(facts: readonly Fact[]): unknown {
  const [kappa, lambda, ratio] = ['lab.kappa', 'lab.lambda', 'lab.flcRatio'].map((code) => lastOf(facts, code));
  if (!kappa && !lambda && !ratio) return null;
  const { lln, uln } = ratio?.qualifiers ?? {};
  const number = numberOf(ratio);
  return {
    kappa: measured(kappa),
    lambda: measured(lambda),
    ...(number === undefined ? {} : { ratio: number }),
    ...(lln === undefined ? {} : { low: lln }),
    ...(uln === undefined ? {} : { high: uln }),
  };
}

function assessmentFrom(of: Patient, { days, facts }: Draft): AssessmentOf {
  const number = (code: string) => measured(lastOf(facts, code));
  const lesions = lesionsOn(of, facts, days);
  const spd = numberOf(lastOf(facts, 'resp.plasmacytoma'));
  const spurious =
    booleanOf(lastOf(facts, 'resp.spurious')) === true ||
    facts.some(({ code, qualifiers }) => SPOILING.has(code) && qualifiers?.spurious === true);
  const values = {
    date: plainDate(days),
    serumM: number('lab.mSerum'),
    urineM: number('lab.mUrine'),
    sife: codeOf(lastOf(facts, 'lab.immunofixSerum')) ?? null,
    uife: codeOf(lastOf(facts, 'lab.immunofixUrine')) ?? null,
    flc: freeLightChains(facts),
    bmpc: measured(highestPlasmaCells(of, facts)),
    bmClonal: codeOf(lastOf(facts, 'marrow.plasmaClonal')) ?? null,
    plasmacytomas: lesions.plasmacytomas,
    plasmacytomaSPD: lesions.spd ?? (spd === undefined ? null : { value: spd, unit: 'cm2' }),
    circulatingPlasmaCells: number('lab.plasmaCellsPb'),
    newLesion: lesions.isNew ? true : newLesionOf(facts),
    lesionIncrease: lesions.increased ?? flagOf(lastOf(facts, 'resp.lesionIncrease')),
    modality: codeOf(lastOf(facts, 'resp.imaging') ?? lastOf(facts, 'stg.imaging')) ?? lesions.modality,
    spurious: spurious ? true : null,
  };
  const refers = facts.flatMap((fact) =>
    of
      .byEvent(fact.event)
      .flatMap(({ code, value }) => (code === 'resp.lineRef' && value?.kind === 'reference' ? [value.event] : [])),
  );
  const ids = [...new Set([...facts.map(({ id }) => id), ...lesions.facts])];
  return { days, values, facts: ids, dated: datedBy(of, ids, days), refers };
}

/** A patient's assessments in order of time. */
export const assessmentsOf = (of: Patient): readonly AssessmentOf[] =>
  of.memo('assessments', () =>
    drafts(of).map((draft) =>
      of.memo(`assessment ${draft.days.start} ${draft.days.end}`, () => assessmentFrom(of, draft), ...draft.facts),
    ),
  );

const PROTEINS = ['serumM', 'urineM', 'flc'] as const;

/** One value of each kind, the latest of those assessments; dated as the latest M-protein or light-chain result. */
function composed(assessments: readonly AssessmentOf[]): AssessmentOf | null {
  const last = assessments.at(-1);
  if (!last) return null;
  const values: Record<string, unknown> = {};
  const facts = new Set<FactId>();
  for (const { values: own, facts: ids } of [...assessments].reverse()) {
    const added = Object.entries(own).filter(([name, value]) => value !== null && !(name in values));
    for (const [name, value] of added) values[name] = value;
    if (added.length > 0) for (const id of ids) facts.add(id);
  }
  const dated = assessments.findLast(({ values: own }) => PROTEINS.some((name) => own[name] !== null)) ?? last;
  return {
    days: dated.days,
    values: withMembers(values, { date: plainDate(dated.days), spurious: null }),
    facts: [...facts],
    dated: dated.dated,
    refers: [],
  };
}

const isSpurious = ({ values }: AssessmentOf): boolean => values.spurious === true;

/** Surely on or before day 1 of a line, by the dates or by days that both are counted from a common one. */
const isBy = (of: Patient, line: Line, { days, dated }: AssessmentOf): boolean =>
  isNotAfter(days, line.start) === true || (apart(of, line, dated)?.high ?? Infinity) <= 0;

/** Surely after day 1. */
const isAfter = (of: Patient, line: Line, { days, dated }: AssessmentOf): boolean =>
  days.start > line.start.end || (apart(of, line, dated)?.low ?? -Infinity) > 0;

function apart(of: Patient, line: Line, dated: Fact | undefined): DaysApart | null {
  const start = dated && startFact(of, line);
  return start ? daysApart(of, start, dated) : null;
}

/** The baseline of a line: latest assessment dated on or before day 1, of each kind, since the line before it began. */
export function baselineOf(of: Patient, line: Line): AssessmentOf | null {
  return of.memo(
    `baseline ${line.number}`,
    () => {
      const before = assessmentsOf(of).filter((one) => isBy(of, line, one) && !isSpurious(one));
      const previous = linesOf(of)[line.number - 2];
      const since = previous ? before.filter((one) => !isBy(of, previous, one)) : before;
      const hasProtein = since.some(({ values }) => PROTEINS.some((name) => values[name] !== null));
      return composed(hasProtein || before.length === since.length ? since : before);
    },
    line,
  );
}

/** The line after this one. */
const nextOf = (of: Patient, line: Line): Line | undefined => linesOf(of)[line.number];

/** The assessments of a line: after day 1, up to the start of the next line as far as their dates tell. */
export function assessmentsIn(of: Patient, line: Line): readonly AssessmentOf[] {
  const next = nextOf(of, line);
  return assessmentsOf(of).filter((one) => {
    if (isBy(of, line, one) || (next && isAfter(of, next, one))) return false;
    const sure = isAfter(of, line, one) && (!next || isBy(of, next, one));
    return sure || one.refers.length === 0 || one.refers.some((event) => line.events.includes(event));
  });
}

/** The start of the next line where a date leaves open whether an assessment is before it; else there is nothing to ask. */
export function openNext(of: Patient, line: Line, assessments: readonly AssessmentOf[]): Span | null {
  const next = nextOf(of, line);
  return next && !assessments.every((one) => isBy(of, next, one)) ? next.start : null;
}

/** Day 1 as a date that can be compared; null where the dates leave open what the days from a common one settle. */
export function comparableStart(of: Patient, line: Line, assessments: readonly AssessmentOf[]): Span | null {
  const byDates = assessments.every(({ days }) => days.start > line.start.end);
  return byDates || !assessments.every((one) => isAfter(of, line, one)) ? line.start : null;
}

/** The assessment that a date of the response series names. */
export const assessmentOn = (of: Patient, date: string): AssessmentOf | undefined =>
  assessmentsOf(of).find(({ days }) => plainDate(days) === date);
