import { type Code, type Fact, type FactId, type Span, spanOf } from '@linea/facts';
import { daysApart } from '../general/days-apart.ts';
import { plainDay } from '../lymphoma/clock.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import { type AssessmentOf, assessmentsOf } from '../myeloma/response/assessments-of.ts';
import { type ResponseOf, responsesOf } from '../myeloma/response/response-of.ts';
import { progressionDays, statedProgression } from '../myeloma/response/series-facts.ts';
import {
  type Application,
  codeOf,
  dateSpan,
  derived,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  valued,
} from '../patient/patient.ts';
import { cutoffOf } from './cutoff-of.ts';
import { type Line, linesOf } from './lines-of.ts';
import { fieldOf } from './refractory-facts.ts';

const startOf = (of: Patient, line: Line): Sourced => ({
  value: plainDate(line.start),
  facts: line.facts.filter((id) => of.fact(id)?.code === 'line.start'),
  codes: ['line.start'],
});

function deathOf(of: Patient): Sourced {
  const fact = of.byCode('death.date').at(-1);
  return fact ? sourced(plainDate(dateSpan(of, fact)), [fact]) : derived(null);
}

const cutoff = (of: Patient): Sourced => derived(plainDate(spanOf(cutoffOf(of))));

const MEASURED = ['serumM', 'urineM', 'flc', 'bmpc', 'plasmacytomaSPD', 'newLesion'] as const;

/** Assessments that say something of the disease: a value, a lesion, or a response that somebody judged. */
const adequateOf = (of: Patient): readonly AssessmentOf[] =>
  of.memo('adequate assessments', () =>
    assessmentsOf(of).filter(
      ({ values, facts }) =>
        MEASURED.some((name) => values[name] !== null) ||
        facts.map((id) => of.fact(id)).some((fact) => fact?.code === 'resp.imwg' && codeOf(fact) !== 'NE'),
    ),
  );

function adequateAssessments(of: Patient, line: Line): Sourced {
  const adequate = adequateOf(of).filter(({ days }) => days.end > line.start.start);
  return {
    value: adequate.map(({ days }) => plainDate(days)),
    facts: adequate.flatMap(({ facts }) => facts),
    codes: ['resp.date', 'lab.mSerum'],
  };
}

function applicationsOf(of: Patient, { line, answer, facts }: ResponseOf): readonly Application[] {
  const pd = fieldOf(answer, 'dateOfProgression');
  const inputs: Record<string, Sourced> = {
    start: startOf(of, line),
    pdDate: { value: pd ?? null, facts: pd ? facts : [], codes: ['lab.mSerum'] },
    deathDate: deathOf(of),
    assessments: adequateAssessments(of, line),
    newTherapyDate: derived(line.next ? plainDate(line.next) : null),
    cutoff: cutoff(of),
  };
  const alone: Application = {
    of: { line: line.number },
    inputs,
    ...(pd === undefined ? { warnings: ['progression-not-settled'] } : {}),
  };
  const stated = pd === null ? statedProgression(of, line) : null;
  if (!stated) return [alone];
  return [
    alone,
    {
      of: { line: line.number },
      inputs: { ...inputs, pdDate: sourced(plainDate(progressionDays(of, stated)), [stated]) },
      assuming: [{ fact: stated.id, label: 'stated PD' }],
    },
  ];
}

/** Once for every line with a confirmed response: the inputs of progression-free survival, from the date of response. */
export function responseDurations(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'MM')) return [];
  return responsesOf(of).flatMap((response) => {
    const from = fieldOf(response.answer, 'dateOfResponse');
    if (typeof from !== 'string') return [];
    return applicationsOf(of, response).map((one) => ({
      ...one,
      inputs: { ...one.inputs, dateOfResponse: { value: from, facts: response.facts, codes: ['lab.mSerum'] } },
    }));
  });
}

/** Once a line from derived progression and, where only a clinician stated one, once assuming it. */
export function progressionApplications(of: Patient): readonly Application[] {
  return hasDisease(of, 'MM') ? responsesOf(of).flatMap((response) => applicationsOf(of, response)) : [];
}

/** The last day on which the patient is known to have been alive: a contact, or an assessment of the disease. */
function lastAlive(of: Patient): AliveOn | null {
  const contacts = valued(of, 'fu.survival')
    .filter((fact) => codeOf(fact) === 'alive')
    .map((fact) => {
      const dated = of.byEvent(fact.event).find(({ code }) => code === 'fu.date');
      return { facts: [fact.id], days: dated ? dateSpan(of, dated) : of.span(fact), dated: (dated ?? fact).id };
    });
  const assessed = assessmentsOf(of).map(({ facts, days }) => ({ facts, days, dated: facts[0] as FactId }));
  return [...contacts, ...assessed].sort((a, b) => a.days.start - b.days.start).at(-1) ?? null;
}

interface AliveOn {
  readonly facts: readonly FactId[];
  readonly days: Span;
  /** The fact that has these days. */
  readonly dated: FactId;
}

/** Nobody starts a line after death: without a later contact, day 1 of the line is the last day known alive. */
function aliveAfter(of: Patient, line: Line): Sourced {
  const last = of.memo('last alive', () => lastAlive(of));
  const codes = ['fu.date', 'fu.survival'] as const;
  if (last && last.days.end >= line.start.start) return { value: plainDate(last.days), facts: last.facts, codes };
  return { ...startOf(of, line), codes };
}

/** Once a patient, from the start of line 1. */
export function overallSurvivalApplications(of: Patient): readonly Application[] {
  const [first] = survivalApplications(of);
  if (!first) return [];
  const { nextLineStart: _, ...inputs } = first.inputs;
  return [{ ...first, inputs: { ...inputs, ...daysFromStart(of) } }];
}

/** The fact by which a line is dated: its start, the infusion, else its first; none where the line has other days. */
function startFact(of: Patient, line: Line): Fact | undefined {
  const facts = of.byEvent(line.event);
  const fact = facts.find(({ code }) => code === 'line.start' || code === 'inf.date') ?? facts[0];
  const days = fact && dateSpan(of, fact);
  return days?.start === line.start.start && days.end === line.start.end ? fact : undefined;
}

const ofDays = (fact: Fact | undefined, days: Span, of: Patient): Fact | undefined => {
  const own = fact && dateSpan(of, fact);
  return own?.start === days.start && own.end === days.end ? fact : undefined;
};

/** What imprecise dates do not say of the time from line 1, where both ends are dated by a common fact. */
function daysFromStart(of: Patient): Readonly<Record<string, Sourced>> {
  const line = linesOf(of)[0];
  const start = line && startFact(of, line);
  if (!start) return {};
  const death = of.byCode('death.date').at(-1);
  const last = of.memo('last alive', () => lastAlive(of));
  const alive = last && ofDays(of.fact(last.dated), last.days, of);
  const day = (fact: Fact | undefined | null, code: Code): Sourced | undefined => {
    const days = fact ? daysApart(of, start, fact) : null;
    return fact && days ? { value: plainDay(days), facts: [start.id, fact.id], codes: [code] } : undefined;
  };
  const [deathDay, lastAliveDay] = [day(death, 'death.date'), day(alive, 'fu.date')];
  return { ...(deathDay ? { deathDay } : {}), ...(lastAliveDay ? { lastAliveDay } : {}) };
}

/** Once a line: to the next one. */
export function survivalApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'MM')) return [];
  return responsesOf(of).map(({ line }) => ({
    of: { line: line.number },
    inputs: {
      start: startOf(of, line),
      nextLineStart: derived(line.next ? plainDate(line.next) : null),
      deathDate: deathOf(of),
      lastAlive: aliveAfter(of, line),
      cutoff: cutoff(of),
    },
  }));
}
