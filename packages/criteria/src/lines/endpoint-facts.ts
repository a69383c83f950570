import { type Fact, type FactId, type Span, spanOf, withMembers } from '@linea/facts';
import { deathOf, plainDay } from '../lymphoma/clock.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import { type AssessmentOf, assessmentOn, assessmentsOf } from '../myeloma/response/assessments-of.ts';
import { type ResponseOf, responsesOf } from '../myeloma/response/response-of.ts';
import { statedProgression } from '../myeloma/response/stated-response.ts';
import {
  type Application,
  codeOf,
  dateSpan,
  derived,
  eachOf,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  valued,
} from '../patient/patient.ts';
import { countFrom, datedBy, dayInputs, startFact } from './counted-days.ts';
import { cutoffOf } from './cutoff-of.ts';
import { type Line, linesOf } from './lines-of.ts';
import { fieldOf } from './refractory-facts.ts';

const startOf = (of: Patient, line: Line): Sourced => ({
  value: plainDate(line.start),
  facts: line.facts.filter((id) => of.fact(id)?.code === 'line.start'),
  codes: ['line.start'],
});

function deathDate(of: Patient): Sourced {
  const fact = deathOf(of);
  return fact ? sourced(plainDate(dateSpan(of, fact)), [fact]) : derived(null);
}

const cutoff = (of: Patient): Sourced => derived(plainDate(spanOf(cutoffOf(of))));

const MEASURED = ['serumM', 'urineM', 'flc', 'bmpc', 'plasmacytomaSPD', 'newLesion'] as const;

/** Assessments that say something of the disease: a value, a lesion, or a response that somebody judged. */
export const adequateOf = (of: Patient): readonly AssessmentOf[] =>
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

/** The dates on which progression may have come, null among them where there may have been none; empty where it is settled. */
export function possibleProgressions({ dateOfProgression }: ResponseOf['answer']): readonly (string | null)[] {
  const { possible } = (dateOfProgression ?? {}) as { readonly possible?: readonly (string | null)[] };
  return possible ?? [];
}

function applicationsOf(of: Patient, { line, answer, facts }: ResponseOf): readonly Application[] {
  const pd = fieldOf(answer, 'dateOfProgression');
  const found = typeof pd === 'string' ? assessmentOn(of, pd)?.dated : undefined;
  const inputs: Record<string, Sourced> = withMembers(progressionDaysOf(of, line, found), {
    start: startOf(of, line),
    pdDate: { value: pd ?? null, facts: pd ? facts : [], codes: ['lab.mSerum'] },
    ...(pd === undefined ? { pdPossible: { value: possibleProgressions(answer), facts, codes: ['lab.mSerum'] } } : {}),
    deathDate: deathDate(of),
    assessments: adequateAssessments(of, line),
    newTherapyDate: derived(line.next ? plainDate(line.next) : null),
    cutoff: cutoff(of),
  });
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
      inputs: withMembers(inputs, progressionDaysOf(of, line, datedBy(of, [stated.fact.id], stated.days)), {
        pdDate: sourced(plainDate(stated.days), [stated.fact]),
      }),
      assuming: [{ fact: stated.fact.id, label: 'stated PD' }],
    },
  ];
}

/** The dates of a line as days from a common one, where the source counts them so. */
function progressionDaysOf(of: Patient, line: Line, pd: Fact | undefined): Readonly<Record<string, Sourced>> {
  const start = startFact(of, line);
  const count = countFrom(of, start);
  const adequate = adequateOf(of).filter(({ days }) => days.end > line.start.start);
  const counts = adequate.map(({ dated }) => count(dated));
  const next = linesOf(of)[line.number];
  const last = adequate[counts.findIndex((days) => days !== null)]?.dated;
  const inputs = dayInputs(of, start, {
    pdDay: [pd, 'resp.date'],
    deathDay: [deathOf(of), 'death.date'],
    newTherapyDay: [next && startFact(of, next), 'line.start'],
    assessmentDays: [last, 'resp.date'],
  });
  if (!inputs.assessmentDays) return inputs;
  const value = counts.map((days) => (days ? plainDay(days) : null));
  return withMembers(inputs, { assessmentDays: withMembers(inputs.assessmentDays, { value }) });
}

/** Once for every line with a confirmed response: the inputs of progression-free survival, from the date of response. */
export function responseDurations(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'MM')) return [];
  return eachOf(of, 'duration of response', responsesOf(of), (response) => {
    const from = fieldOf(response.answer, 'dateOfResponse');
    if (typeof from !== 'string') return [];
    const dated = assessmentOn(of, from)?.dated;
    const day = countFrom(of, startFact(of, response.line))(dated);
    return applicationsOf(of, response).map((one) =>
      withMembers(one, {
        inputs: withMembers(one.inputs, {
          dateOfResponse: { value: from, facts: response.facts, codes: ['lab.mSerum'] },
          ...(day && dated ? { responseDay: { value: plainDay(day), facts: [dated.id], codes: ['resp.date'] } } : {}),
        }),
      }),
    );
  });
}

/** Once a line from derived progression and, where only a clinician stated one, once assuming it. */
export function progressionApplications(of: Patient): readonly Application[] {
  return hasDisease(of, 'MM')
    ? eachOf(of, 'progression', responsesOf(of), (response) => applicationsOf(of, response))
    : [];
}

/** The last day on which the patient is known to have been alive: a contact, or an assessment of the disease. */
function lastAlive(of: Patient): AliveOn | null {
  const contacts = valued(of, 'fu.survival')
    .filter((fact) => codeOf(fact) === 'alive')
    .map((fact) => {
      const dated = of.byEvent(fact.event).find(({ code }) => code === 'fu.date');
      return { facts: [fact.id], days: dated ? dateSpan(of, dated) : of.span(fact), dated: (dated ?? fact).id };
    });
  const assessed = assessmentsOf(of)
    .filter(({ facts }) => facts.some((id) => of.fact(id)?.value !== undefined))
    .map(({ facts, days, dated }) => ({ facts, days, dated: (dated?.id ?? facts[0]) as FactId }));
  const seen = [...contacts, ...assessed].sort((a, b) => a.days.start - b.days.start);
  const last = seen.at(-1);
  if (!last) return null;
  // An earlier or as early one whose days are less well known may have been later.
  const longest = seen.reduce((latest, one) => (one.days.end > latest.days.end ? one : latest), last);
  if (longest === last) return last;
  return withMembers(last, {
    facts: [...last.facts, ...longest.facts],
    days: spanOf(last.days.start, longest.days.end),
  });
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
  return withMembers(startOf(of, line), { codes });
}

/** Once a patient, from the start of line 1. */
export function overallSurvivalApplications(of: Patient): readonly Application[] {
  const [first] = survivalApplications(of);
  if (!first) return [];
  const { nextLineStart: _, nextLineDay: __, ...inputs } = first.inputs;
  return [withMembers(first, { inputs })];
}

/** What imprecise dates do not say of the time from a line, where both ends are counted from a common day. */
function survivalDaysOf(of: Patient, line: Line): Readonly<Record<string, Sourced>> {
  const last = of.memo('last alive', () => lastAlive(of));
  const alive = last && last.days.end >= line.start.start ? datedBy(of, [last.dated], last.days) : undefined;
  const next = linesOf(of)[line.number];
  return dayInputs(of, startFact(of, line), {
    nextLineDay: [next && startFact(of, next), 'line.start'],
    deathDay: [deathOf(of), 'death.date'],
    lastAliveDay: [alive, 'fu.date'],
  });
}

/** Once a line: to the next one. */
export function survivalApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'MM')) return [];
  return eachOf(of, 'survival', responsesOf(of), ({ line }) => [
    {
      of: { line: line.number },
      inputs: withMembers(survivalDaysOf(of, line), {
        start: startOf(of, line),
        nextLineStart: derived(line.next ? plainDate(line.next) : null),
        deathDate: deathDate(of),
        lastAlive: aliveAfter(of, line),
        cutoff: cutoff(of),
      }),
    },
  ]);
}
