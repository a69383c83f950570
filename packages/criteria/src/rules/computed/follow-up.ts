import {
  addMonths,
  type Code,
  type Fact,
  fromIso,
  hasHappened,
  readSpan,
  type Span,
  spanOf,
  toIso,
} from '@linea/facts';
import { codeOf, dateSpan, happenings, valued } from '../../patient/patient.ts';
import { undecided, violated } from '../finding.ts';
import { inEvent, type PatientRecord, type RecordedEvent, valuedIn } from '../record.ts';
import { type ComputedRule, type ComputedRules, numberIn, wordsIn } from './rule.ts';

const deathFact = (record: PatientRecord): Fact | undefined => happenings(record.of, 'death.date').at(-1);

/** Grade 5 and a fatal outcome go together, and end with the death once it is dated. */
const fatalMatchesGrade5: ComputedRule = (record) => {
  const death = deathFact(record);
  return record.events('ae').flatMap((event) => {
    const [grade, outcome, end] = [
      valuedIn(event, 'ae.grade'),
      valuedIn(event, 'ae.outcome'),
      inEvent(event, 'ae.end'),
    ];
    const [five, fatal] = [codeOf(grade) === '5', codeOf(outcome) === 'fatal'];
    if (!five && !fatal) return [];
    const known = codeOf(outcome) !== undefined && codeOf(outcome) !== 'unknown';
    if ((five && known && !fatal) || (fatal && grade && !five))
      return [violated([...(grade ? [grade.id] : []), ...(outcome ? [outcome.id] : [])])];
    if (!death || !end) return [];
    const [a, b] = [dateSpan(record.of, end), dateSpan(record.of, death)];
    return a.end < b.start || a.start > b.end ? [violated([end.id, death.id])] : [];
  });
};

/** Nothing of the patient lies after death, but what may be signed, tested or asked of relatives then. */
const noFactAfterDeath: ComputedRule = (record, params) => {
  const death = deathFact(record);
  if (!death) return [];
  const died = dateSpan(record.of, death);
  const exempt = new Set(wordsIn(params, 'exemptEvents'));
  const kinds = new Map<string, RecordedEvent[]>();
  for (const fact of record.of.facts) {
    const event = record.eventOf(fact);
    if (!exempt.has(event.kind)) kinds.set(event.id, [event]);
  }
  return [...kinds.values()].flat().flatMap((event) => {
    const [first] = event.facts;
    if (!first || event.span.start <= died.end) return [];
    return [violated([first.id, death.id], { code: { item: first.code } })];
  });
};

const PROGRESSIONS: readonly (readonly [code: Code, words: readonly string[]])[] = [
  ['resp.lugano', ['PD']],
  ['resp.imwg', ['PD', 'relapseCr']],
  ['resp.all', ['relapse']],
  ['sledai.response', ['flareMild', 'flareSevere']],
  ['fu.diseaseStatus', ['progression']],
];

/** Criteria that show one where nobody stated it, with the answers that do. */
const SHOWN: readonly (readonly [criterion: string, answers: readonly unknown[]])[] = [
  ['lugano.petct', ['PD']],
  ['lugano.ct', ['PD']],
  ['all.relapse', ['mrd', 'haematological']],
];

/** Days of a progression, a relapse or a flare: as recorded, or as the findings show it. */
function progressions(record: PatientRecord): readonly Span[] {
  const stated = [
    ...PROGRESSIONS.flatMap(([code, words]) =>
      valued(record.of, code).filter((fact) => words.includes(codeOf(fact) ?? '')),
    ),
    ...valued(record.of, 'line.progressionDate'),
    ...valued(record.of, 'elig.relapseDate'),
  ].map((fact) => (fact.value?.kind === 'date' ? dateSpan(record.of, fact) : record.eventOf(fact).span));
  const shown = SHOWN.flatMap(([criterion, answers]) =>
    record
      .derivations(criterion)
      .flatMap(({ answer, at }) => (answers.includes(answer.value) && at !== null ? [spanOf(fromIso(at))] : [])),
  );
  const derived = record
    .derivations('mm.response.series')
    .flatMap(({ answer: { dateOfProgression: date } }) => (typeof date === 'string' ? [daysOf(date)] : []));
  return [...stated, ...shown, ...derived];
}

const daysOf = (date: string): Span => {
  const read = readSpan(date);
  return read.ok ? read.value : spanOf(-Infinity, Infinity);
};

const hasProgression: ComputedRule = (record, _, at) => {
  const cause = at && inEvent(at, 'death.cause');
  return progressions(record).length > 0 ? [] : [violated(cause ? [cause.id] : [])];
};

/** A treatment for relapse has a progression on or before it, after the infusion of its course. */
const hasProgressionBefore: ComputedRule = (record) =>
  record.events('subsequent').flatMap((event) => {
    const [reason, start] = [valuedIn(event, 'sub.reason'), inEvent(event, 'sub.start')];
    if (!start || !hasHappened(start) || !reason || !['relapse', 'flare'].includes(codeOf(reason) ?? '')) return [];
    const infusion = record.events('infusion').find(({ course }) => course === event.course);
    const days = dateSpan(record.of, start);
    const known = progressions(record).filter(({ end }) => !infusion || end >= infusion.span.start);
    return known.some((one) => one.start <= days.end) ? [] : [violated([reason.id, start.id])];
  });

/** Nobody has seen the patient for so many months; only a question about a day can tell. */
const followupDue: ComputedRule = (record, params) => {
  const { of } = record;
  const { effective } = of.asOf;
  const dead =
    happenings(of, 'death.date').length > 0 || valued(of, 'fu.survival').some((fact) => codeOf(fact) === 'dead');
  const last = [...record.events('followup')].sort((a, b) => a.span.end - b.span.end).at(-1);
  const contact = last && (inEvent(last, 'fu.date') ?? last.facts[0]);
  if (!effective || dead || !last || !contact) return [];
  const months = numberIn(params, 'months');
  const today = fromIso(effective);
  if (addMonths(last.span.start, months) >= today) return [];
  if (addMonths(last.span.end, months) >= today) return [undecided([contact.id])];
  let passed = months;
  while (addMonths(last.span.end, passed + 1) <= today) passed += 1;
  return [violated([contact.id], { months: passed })];
};

interface Consent {
  readonly status: string;
  readonly fact: Fact;
  readonly day: number;
}

/** The consents of a kind, each with the last day on which it may have been given or withdrawn. */
const consentsOf = (record: PatientRecord, kind: string): readonly Consent[] =>
  record.events('consent').flatMap((event) => {
    const status = valuedIn(event, 'consent.status');
    if (codeOf(valuedIn(event, 'consent.kind')) !== kind || !status) return [];
    return [{ status: codeOf(status) ?? '', fact: status, day: event.span.end }];
  });

/** Research events need the consent, and none is recorded after its withdrawal. */
const consentCoversFact: ComputedRule = (record, params) => {
  const statuses = wordsIn(params, 'statuses');
  const consents = consentsOf(record, String(params.kind));
  const given = consents.filter(({ status }) => statuses.includes(status));
  const withdrawn = consents.filter(({ status }) => status === 'withdrawn');
  return wordsIn(params, 'events').flatMap((kind) =>
    record.events(kind).flatMap((event) => {
      const [first] = event.facts;
      if (!first) return [];
      if (given.length === 0 && withdrawn.length === 0) return [violated([first.id], { date: '–' })];
      const recorded = fromIso(first.recorded.slice(0, 10));
      const end = withdrawn.find(({ day }) => recorded > day && !given.some((later) => later.day >= day));
      return end ? [violated([first.id, end.fact.id], { date: toIso(end.day) })] : [];
    }),
  );
};

const hasConsent: ComputedRule = (record, params) => {
  const statuses = wordsIn(params, 'statuses');
  if (consentsOf(record, String(params.kind)).some(({ status }) => statuses.includes(status))) return [];
  return record.events('sample').flatMap((event) => {
    const sample = inEvent(event, 'smp.id');
    return sample ? [violated([sample.id])] : [];
  });
};

/** A version that replaced another says why. */
const correctionNeedsReason: ComputedRule = (record) =>
  [...new Map([...record.of.replaced.values()].map((fact) => [fact.id, fact])).values()]
    .filter(({ because }) => because === undefined || because.trim() === '')
    .map(({ id }) => violated([id]));

export const followUpRules: ComputedRules = {
  fatalMatchesGrade5, noFactAfterDeath, hasProgression, hasProgressionBefore, followupDue, consentCoversFact, hasConsent, correctionNeedsReason,
}; // biome-ignore format: a list
