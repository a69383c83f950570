import { type Code, type Disease, type Fact, readSpan, type Span, spanOf, withMembers } from '@linea/facts';
import { isRemission, assessmentsOf as leukaemiaAssessments } from '../leukaemia/assessments.ts';
import { newTherapiesOf } from '../leukaemia/endpoint-facts.ts';
import { adequateOf, possibleProgressions } from '../lines/endpoint-facts.ts';
import { fieldOf } from '../lines/refractory-facts.ts';
import { doris } from '../lupus/doris.ts';
import { dorisApplications } from '../lupus/remission-facts.ts';
import { visitsOf } from '../lupus/visits.ts';
import { assessedOf, assumptions, firstProgressionOf, firstResponseOf, wordOf } from '../lymphoma/assessed.ts';
import { newTreatmentOf } from '../lymphoma/clock.ts';
import { responsesOf } from '../myeloma/response/response-of.ts';
import { statedProgression } from '../myeloma/response/stated-response.ts';
import { answerTo } from '../patient/answers.ts';
import { codeOf, dateSpan, type Patient } from '../patient/patient.ts';
import { type Dated, type DiseaseStory, datedOn, fromFact } from './story.ts';

type Teller = (of: Patient, from: Span, assumed: boolean) => DiseaseStory;

const NOTHING: DiseaseStory = {
  response: null, responseKnown: false, on: {}, mayProgress: [], assessments: [], assuming: [],
}; // biome-ignore format: nothing known

/** Those that may lie after the start. */
const after = (from: Span, { when }: Dated): boolean => (when.span?.end ?? -Infinity) > from.start;

/** A new treatment, as a cause with its date. */
const treatment = (of: Patient, fact: Fact | undefined): DiseaseStory['on'] => {
  const dated = fromFact(of, 'newTherapy', fact, 'sub.start');
  return dated ? { newTherapy: dated } : {};
};

/** Progression on the day of an assessment, or since an earlier one that may have shown it. */
function between(open: Dated | undefined, sure: Dated): Dated {
  const when = withMembers(sure.when, { key: 'progression' });
  const [from, to] = [open?.when.span, sure.when.span];
  if (!open || !from || !to) return withMembers(sure, { when });
  return {
    when: withMembers(when, { span: spanOf(from.start, to.end) }),
    facts: [...open.facts, ...sure.facts],
    sure: when,
  };
}

const lymphoma: Teller = (of, from, assumed) => {
  const all = assessedOf(of).flatMap((one) => {
    const dated = datedOn('assessment', dateSpan(of, one.fact), [one.fact.id, ...one.facts], 'resp.date');
    return after(from, dated) ? [{ one, dated, word: wordOf(one, assumed) }] : [];
  });
  const progression = firstProgressionOf(all);
  const { first, settled } = firstResponseOf(all);
  return {
    response: first?.dated ?? null,
    responseKnown: settled,
    on: withMembers(
      progression.sure ? { progression: between(progression.open?.dated, progression.sure.dated) } : {},
      treatment(of, newTreatmentOf(of)),
    ),
    mayProgress: [],
    assessments: all.filter(({ word }) => word !== null && word !== 'NE').map(({ dated }) => dated),
    assuming: assumed ? assumptions(all.map(({ one }) => one)) : [],
  };
};

/** Responses and relapses in leukaemia are what somebody recorded: a response is taken only where that is allowed. */
const leukaemia: Teller = (of, from, assumed) => {
  const all = leukaemiaAssessments(of).flatMap((one) => {
    const dated = datedOn('assessment', one.span, [one.fact.id], 'resp.date');
    return one.stage === 'infusion' && after(from, dated) ? [{ one, dated }] : [];
  });
  const relapse = all.find(({ one }) => one.word === 'relapse')?.dated;
  const remission = all.find(({ one }) => isRemission(one));
  return {
    response: assumed ? (remission?.dated ?? null) : null,
    responseKnown: assumed,
    on: withMembers(
      relapse ? { progression: withMembers(relapse, { when: withMembers(relapse.when, { key: 'progression' }) }) } : {},
      treatment(
        of,
        newTherapiesOf(of).find((fact) => dateSpan(of, fact).end >= from.start),
      ),
    ),
    mayProgress: [],
    assessments: all.map(({ dated }) => dated),
    assuming: assumed && remission ? [{ fact: remission.one.fact.id, label: `stated ${remission.one.word}` }] : [],
  };
};

const readDays = (date: unknown): Span | null => {
  const read = typeof date === 'string' ? readSpan(date) : null;
  return read?.ok ? read.value : null;
};

/** The line that holds the cell therapy; progression and response as the series derives them, else as stated. */
const myeloma: Teller = (of, from, assumed) => {
  const series = responsesOf(of).find(({ line }) => line.kind === 'cart') ?? responsesOf(of).at(-1);
  if (!series) return NOTHING;
  const { line, answer, facts } = series;
  const [pd, responded] = [readDays(fieldOf(answer, 'dateOfProgression')), readDays(fieldOf(answer, 'dateOfResponse'))];
  const open = possibleProgressions(answer);
  const stated = open.length === 0 && pd === null && assumed ? statedProgression(of, line) : null;
  const progression = pd
    ? datedOn('progression', pd, facts, 'lab.mSerum')
    : stated
      ? datedOn('progression', stated.days, [stated.fact.id], 'resp.date')
      : null;
  const assessments = adequateOf(of)
    .map(({ days, facts: own }) => datedOn('assessment', days, own, 'resp.date'))
    .filter((dated) => after(from, dated));
  return {
    response: responded ? datedOn('response', responded, facts, 'lab.mSerum') : null,
    responseKnown: responded !== null || fieldOf(answer, 'dateOfResponse') === null,
    on: withMembers(
      progression && after(from, progression) ? { progression } : {},
      line.next ? { newTherapy: datedOn('newTherapy', line.next, line.facts, 'line.start') } : {},
    ),
    mayProgress: open.map((date) => {
      const days = readDays(date);
      return days && datedOn('progression', days, facts, 'lab.mSerum');
    }),
    assessments,
    assuming: stated ? [{ fact: stated.fact.id, label: 'stated PD' }] : [],
  };
};

const FLARES = ['flareMild', 'flareSevere'];
const visitFact = (facts: readonly Fact[], code: Code): Fact | undefined =>
  facts.find((fact) => fact.code === code && fact.value !== undefined);

/** A flare is what a visit records as one; remission is DORIS from the facts. */
const lupus: Teller = (of, from) => {
  const visits = visitsOf(of).filter(({ span }) => span.end > from.start);
  const met = new Set(
    dorisApplications(of, doris)
      .filter((application) => answerTo(doris, application).value === true)
      .map(({ at }) => at?.start),
  );
  const dated = visits.map((visit) => ({
    visit,
    dated: datedOn(
      'assessment',
      visit.span,
      visit.facts.map(({ id }) => id),
      'sledai.date',
    ),
  }));
  const flare = dated.find(({ visit }) =>
    FLARES.includes(codeOf(visitFact(visit.facts, 'sledai.response')) ?? ''),
  )?.dated;
  const response = dated.find(({ visit }) => met.has(visit.span.start))?.dated ?? null;
  return {
    response: response && withMembers(response, { when: withMembers(response.when, { key: 'response' }) }),
    responseKnown: true,
    on: withMembers(
      flare ? { progression: withMembers(flare, { when: withMembers(flare.when, { key: 'progression' }) }) } : {},
      treatment(of, newTreatmentOf(of)),
    ),
    mayProgress: [],
    assessments: dated.map(({ dated: one }) => one),
    assuming: [],
  };
};

/** What each disease makes of its facts; `assumed`: stated responses taken where the facts leave them open. */
export const TELLERS: Readonly<Record<Disease, Teller>> = { LBCL: lymphoma, ALL: leukaemia, MM: myeloma, SLE: lupus };
