import { type Code, type Fact, hasHappened, withMembers } from '@linea/facts';
import { isNewTreatment, type LaterTreatment, laterTreatments } from '../cart/later-treatments.ts';
import { clockOf, deathFrom, lastContactOf } from '../lymphoma/clock.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import {
  type Application,
  beside,
  codeOf,
  dateSpan,
  happenings,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  valued,
} from '../patient/patient.ts';
import { type Assessment, assessmentsOf, daysInput, infusionOf, isRemission, notFound } from './assessments.ts';

const dated = (of: Patient, fact: Fact, ...codes: readonly Code[]): Sourced =>
  sourced(plainDate(dateSpan(of, fact)), [fact], ...codes);

/** The first of some dates after the infusion; null when there is none: it has not happened. */
function firstAfter(of: Patient, infusion: Fact, facts: readonly Fact[], code: Code): Sourced {
  const later = facts.filter((one) => dateSpan(of, one).end >= of.span(infusion).start);
  const [fact] = later.sort((a, b) => dateSpan(of, a).start - dateSpan(of, b).start);
  return fact ? dated(of, fact, code) : { value: null, facts: [], codes: [code] };
}

const isTransplant = ({ kind }: LaterTreatment): boolean => kind === 'alloHsct';

const transplants = (of: Patient): readonly Fact[] => [
  ...valued(of, 'proc.kind')
    .filter((fact) => codeOf(fact) === 'alloHsct')
    .map((fact) => beside(of, fact, 'proc.date') ?? fact)
    .filter(hasHappened),
  ...laterTreatments(of).flatMap((treatment) => (isTransplant(treatment) ? [treatment.start] : [])),
];

/** New anti-leukaemic therapies: a transplant in remission is none. */
export const newTherapiesOf = (of: Patient): readonly Fact[] =>
  laterTreatments(of).flatMap((treatment) =>
    isNewTreatment(treatment) && !isTransplant(treatment) ? [treatment.start] : [],
  );

const deaths = (of: Patient): readonly Fact[] => [
  ...happenings(of, 'death.date'),
  ...valued(of, 'fu.survival').filter((fact) => codeOf(fact) === 'dead'),
];

/** A death of which the day is not exact was not before the patient was last seen alive. */
function afterSeen(of: Patient, death: Sourced, seen: readonly Fact[]): Sourced {
  const fact = death.facts[0] === undefined ? undefined : of.fact(death.facts[0]);
  if (!fact) return death;
  const { start, end } = dateSpan(of, fact);
  const from = deathFrom(
    { low: start, high: end },
    seen.map((one) => dateSpan(of, one).start),
  );
  const last = seen.find((one) => dateSpan(of, one).start === from);
  if (from === start || !last) return death;
  return withMembers(death, { value: plainDate({ start: from, end }), facts: [...death.facts, last.id] });
}

interface Follow {
  readonly infusion: Fact;
  readonly after: readonly Assessment[];
  readonly inputs: Readonly<Record<string, Sourced>>;
}

function followUp(of: Patient, infusion: Fact): Follow {
  const after = assessmentsOf(of).filter(({ stage }) => stage === 'infusion');
  const relapse = after.find(({ word }) => word === 'relapse');
  const last = after.at(-1);
  const alive = lastContactOf(of);
  // Whoever was assessed after the last contact was alive then.
  const seenLater = alive && last && last.span.start > dateSpan(of, alive).end;
  const visit = last && codeOf(beside(of, last.fact, 'resp.timepoint'));
  const leukapheresis = clockOf(of)?.leukapheresis;
  const inputs = {
    infusion: dated(of, infusion, 'inf.date'),
    relapse: relapse
      ? sourced(plainDate(relapse.span), [relapse.fact])
      : { value: null, facts: [], codes: ['resp.all' as Code] },
    death: afterSeen(of, firstAfter(of, infusion, deaths(of), 'death.date'), [
      ...(alive ? [alive] : []),
      ...(last ? [last.fact] : []),
    ]),
    hsct: firstAfter(of, infusion, transplants(of), 'proc.date'),
    newTherapy: firstAfter(of, infusion, newTherapiesOf(of), 'sub.start'),
    apheresis: leukapheresis ? dated(of, leukapheresis) : notFound('leuk.date'),
    lastAssessment: last ? sourced(plainDate(last.span), [last.fact], 'resp.date') : notFound('resp.date'),
    lastAlive: alive && !seenLater ? dated(of, alive, 'fu.date') : notFound('fu.date'),
    ...(last ? { lastAssessmentDay: daysInput(of, last.fact) } : {}),
    ...(last && visit && /^(d28|m3|m6|m9|m12|m18|m24)$/.test(visit)
      ? { lastAssessmentVisit: sourced(visit, [last.fact]) }
      : {}),
  };
  return { infusion, after, inputs };
}

/** The first remission after the infusion, and before a relapse or a new treatment: what follows them is of another one. */
function firstResponse(of: Patient, after: readonly Assessment[], infusion: Fact): Assessment | undefined {
  const relapsed = after.findIndex(({ word }) => word === 'relapse');
  const judged = relapsed < 0 ? after : after.slice(0, relapsed);
  const since = newTherapiesOf(of)
    .map((fact) => dateSpan(of, fact))
    .filter(({ end }) => end >= of.span(infusion).start);
  return judged.find((one) => isRemission(one) && !since.some(({ end }) => end < one.span.start));
}

/** Endpoints that hang on a response are printed from the facts alone, then taking the stated remission. */
const NEED_RESPONSE = ['RFS', 'DOR', 'EFS'];

export function endpointApplications(of: Patient): readonly Application[] {
  const infusion = hasDisease(of, 'ALL') ? infusionOf(of) : undefined;
  if (!infusion) return [];
  const { after, inputs } = followUp(of, infusion);
  const response = firstResponse(of, after, infusion);
  return (['RFS', 'DOR', 'PFS', 'EFS', 'OS'] as const).flatMap((endpoint): readonly Application[] => {
    const common = { of: { endpoint } };
    const named = { endpoint: { value: endpoint, facts: [], codes: [] }, ...inputs };
    const alone: Application = withMembers(common, {
      inputs: withMembers(named, { responseDate: notFound('resp.date') }),
    });
    const said = response ?? after.at(-1);
    if (!NEED_RESPONSE.includes(endpoint) || !said) return [alone];
    const taken = response
      ? {
          responseDate: sourced(plainDate(response.span), [response.fact], 'resp.date'),
          responseDay: daysInput(of, response.fact),
        }
      : { responseDate: { value: null, facts: after.map(({ fact }) => fact.id), codes: ['resp.date' as Code] } };
    const assuming = [{ fact: said.fact.id, label: `stated ${said.word}` }];
    return [alone, withMembers(common, { assuming, inputs: withMembers(named, taken) })];
  });
}
