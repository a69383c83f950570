import { compareSpans, type Fact, type FactId, type Span } from '@linea/facts';
import { datedBy } from '../../lines/counted-days.ts';
import { booleanOf, codeOf, dateSpan, measured, type Patient, plainDate } from '../../patient/patient.ts';
import {
  flagOf,
  freeLightChains,
  highestPlasmaCells,
  lastOf,
  newLesionOf,
  numberIn,
  wordIn,
} from './assessment-values.ts';
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

function assessmentFrom(of: Patient, { days, facts }: Draft): AssessmentOf {
  const number = (code: string) => numberIn(facts, code);
  const lesions = lesionsOn(of, facts, days);
  const spurious = facts.some(
    (fact) =>
      (fact.code === 'resp.spurious' && booleanOf(fact) === true) ||
      (SPOILING.has(fact.code) && fact.qualifiers?.spurious === true),
  );
  const values = {
    date: plainDate(days),
    serumM: number('lab.mSerum'),
    urineM: number('lab.mUrine'),
    sife: wordIn(facts, 'lab.immunofixSerum'),
    uife: wordIn(facts, 'lab.immunofixUrine'),
    flc: freeLightChains(facts),
    bmpc: measured(highestPlasmaCells(of, facts)),
    bmClonal: wordIn(facts, 'marrow.plasmaClonal'),
    plasmacytomas: lesions.plasmacytomas,
    plasmacytomaSPD: lesions.spd ?? number('resp.plasmacytoma'),
    circulatingPlasmaCells: number('lab.plasmaCellsPb'),
    newLesion: lesions.isNew ? true : newLesionOf(facts),
    lesionIncrease: lesions.increased ?? flagOf(facts, 'resp.lesionIncrease'),
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

/** The assessment that a date of the response series names. */
export const assessmentOn = (of: Patient, date: string): AssessmentOf | undefined =>
  assessmentsOf(of).find(({ days }) => plainDate(days) === date);
