import { type Code, type Fact, hasHappened, type Span } from '@linea/facts';
import {
  beside,
  codeOf,
  codesOf,
  dateSpan,
  happenings,
  measured,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';

/** Somebody's word on the leukaemia at a time, and what it is about. */
export interface Assessment {
  readonly fact: Fact;
  /** CR, CRi, PR, NR, relapse, ... */
  readonly word: string;
  readonly span: Span;
  readonly about: Readonly<Record<string, string | number>>;
  readonly stage: 'line' | 'bridging' | 'infusion';
}

/** Assessments this many days apart are one, where both are dated to the day. */
const SAME_DAYS = 14;

/** An input that was not found, for readers to which null would mean "did not happen". */
export const notFound = (...codes: readonly Code[]): Sourced => ({ value: undefined, facts: [], codes });

/** Products of which no date says that they were not infused, or not yet. */
export const productsOf = (of: Patient): readonly Fact[] =>
  of.byCode('inf.product').filter((fact) => {
    const date = beside(of, fact, 'inf.date');
    return date === undefined || hasHappened(date);
  });

/** The infusion of the last CAR-T product: its date, known or bounded. */
export function infusionOf(of: Patient): Fact | undefined {
  return happenings(of, 'inf.date').at(-1) ?? productsOf(of).at(-1);
}

/** Days from the infusion: by the anchor where the source dates the fact so, else by the dates. */
export function sinceInfusion(of: Patient, fact: Fact): { readonly low: number; readonly high: number } | null {
  const infusion = infusionOf(of);
  if (!infusion) return null;
  const { anchor } = fact.effective;
  if (anchor?.ref === infusion.id) return { low: anchor.offsetDays[0], high: anchor.offsetDays[1] };
  const [days, zero] = [of.span(fact), of.span(infusion)];
  const [low, high] = [days.start - zero.end, days.end - zero.start];
  return Number.isFinite(low) && Number.isFinite(high) ? { low, high } : null;
}

/** The days since infusion as an input, exact where they are; imprecise ones ask for the date of the fact. */
export function daysInput(of: Patient, fact: Fact, ...codes: readonly Code[]): Sourced {
  const days = sinceInfusion(of, fact);
  return days ? sourced(days.low === days.high ? days.low : days, [fact], ...codes) : unknownInput('inf.date');
}

/** Two facts of one assessment: one event, the same date as the source writes it, or days close together. */
export function sameTime(of: Patient, a: Fact, b: Fact): boolean {
  if (a.event === b.event) return true;
  const [one, other] = [a.effective.anchor, b.effective.anchor];
  if (one && other && one.ref === other.ref)
    return one.offsetDays[0] === other.offsetDays[0] && one.offsetDays[1] === other.offsetDays[1];
  if (one || other) return false;
  const [x, y] = [of.span(a), of.span(b)];
  return (x.start === y.start && x.end === y.end) || Math.max(x.end, y.end) - Math.min(x.start, y.start) <= SAME_DAYS;
}

/** The fact of a code that belongs to an assessment, the nearest in time; what its marrow event holds counts whatever its date. */
export function atTime(of: Patient, code: Code, assessment: Fact): Fact | undefined {
  const marrows = new Set(
    valued(of, 'marrow.blasts')
      .filter((marrow) => sameTime(of, assessment, marrow))
      .map(({ event }) => event),
  );
  const belonging = valued(of, code).filter((fact) => sameTime(of, assessment, fact) || marrows.has(fact.event));
  const distance = (fact: Fact): number => Math.abs(of.span(fact).start - of.span(assessment).start);
  return belonging.reduce<Fact | undefined>(
    (nearest, fact) => (nearest && distance(nearest) < distance(fact) ? nearest : fact),
    undefined,
  );
}

export function inputAt(of: Patient, code: Code, assessment: Fact): Sourced {
  const fact = atTime(of, code, assessment);
  return fact ? sourced(measured(fact), [fact]) : unknownInput(code);
}

/** Circulating blasts: any above 0 % are present. */
export const pbBlastsAt = (of: Patient, assessment: Fact): Sourced => inputAt(of, 'lab.blastsPb', assessment);

const INVOLVED = new Set(['cns3', 'involved']);
const FREE = new Set(['cns1', 'notInvolved']);

/** Extramedullary disease from its sites and the CSF: absent only when both were looked at (field-map 3). */
export function emdFrom(sites: Fact | undefined, csf: Fact | undefined): Sourced<'present' | 'absent'> {
  const found = codesOf(sites);
  const fluid = codeOf(csf);
  const present = [
    ...(found?.some((site) => site !== 'none') && sites ? [sites] : []),
    ...(fluid !== undefined && INVOLVED.has(fluid) && csf ? [csf] : []),
  ];
  if (present.length > 0) return sourced('present', present, 'extramed.site', 'csf.status');
  if (found && sites && csf && fluid !== undefined && FREE.has(fluid))
    return sourced('absent', [sites, csf], 'extramed.site', 'csf.status');
  return unknownInput('extramed.site', 'csf.status');
}

export const emdAt = (of: Patient, assessment: Fact): Sourced =>
  emdFrom(atTime(of, 'extramed.site', assessment), atTime(of, 'csf.status', assessment));

/** The line an assessment names, as its number. */
function aboutLine(of: Patient, fact: Fact): Readonly<Record<string, string | number>> | null {
  const reference = beside(of, fact, 'resp.lineRef')?.value;
  if (reference?.kind !== 'reference') return null;
  const number = of.byEvent(reference.event).find(({ code }) => code === 'line.number')?.value;
  return number?.kind === 'number' ? { line: number.number } : null;
}

function fromResponse(of: Patient, fact: Fact): Assessment {
  const timepoint = codeOf(beside(of, fact, 'resp.timepoint'));
  const date = beside(of, fact, 'resp.date');
  const span = date ? dateSpan(of, date) : of.span(fact);
  const line = aboutLine(of, fact);
  const days = sinceInfusion(of, fact);
  const stage = line ? 'line' : days !== null && days.low >= 0 ? 'infusion' : 'line';
  return {
    fact,
    word: codeOf(fact) ?? '',
    span,
    about: timepoint ? { timepoint } : (line ?? { date: plainDate(span) }),
    stage,
  };
}

function fromBridging(of: Patient, fact: Fact): Assessment {
  const date = beside(of, fact, 'bridge.responseDate');
  return {
    fact,
    word: codeOf(fact) ?? '',
    span: date ? dateSpan(of, date) : of.span(fact),
    about: { timepoint: 'postBridging' },
    stage: 'bridging',
  };
}

/** Every stated assessment of the leukaemia, in order of time. */
export const assessmentsOf = (of: Patient): readonly Assessment[] =>
  of.memo('leukaemia assessments', () => {
    const all = [
      ...valued(of, 'resp.all').map((fact) => fromResponse(of, fact)),
      ...valued(of, 'bridge.response').map((fact) => fromBridging(of, fact)),
    ];
    return all
      .filter(({ word }) => word !== 'NE' && word !== 'notAssessed')
      .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  });

/** What a fact is about: the assessment of its time, else its own date. */
export const aboutOf = (of: Patient, fact: Fact): Readonly<Record<string, string | number>> =>
  assessmentsOf(of).find((assessment) => sameTime(of, assessment.fact, fact))?.about ?? {
    date: plainDate(of.span(fact)),
  };

export const isRemission = ({ word }: Assessment): boolean => word === 'CR' || word === 'CRi' || word === 'CRh';

/** Relapses somebody recorded, in order of time. */
export const relapsesOf = (of: Patient): readonly Assessment[] =>
  assessmentsOf(of).filter(({ word }) => word === 'relapse');
