import { drug, drugId, type Fact, hasHappened, regimen, type Span, spanOf } from '@linea/facts';
import { codeOf, dateSpan, numberOf, type Patient } from '../patient/patient.ts';
import type { Episode, EpisodeKind } from './episode.ts';

type Event = readonly Fact[];

const inEvent = (event: Event, code: string): Fact | undefined => event.find((fact) => fact.code === code);
const answer = (event: Event, code: string): string | undefined => codeOf(inEvent(event, code));

/** A step of treatment took place unless its date says that it did not. */
const tookPlace = (event: Event, code: string): boolean => hasHappened(inEvent(event, code) ?? {});

const UNKNOWN_DAYS: Span = spanOf(-Infinity, Infinity);

/** The events of a kind, each with its facts, in order of time. */
const eventsOf = (of: Patient, kind: string): readonly Event[] =>
  of.eventsOfKind(kind).map((event) => of.byEvent(event));

/** The drugs of an event: its drug events, else its regimen's, else a name of its own so that unlike things stay unlike. */
function drugsOf(of: Patient, event: string, named: string | undefined): readonly string[] | null {
  const given = drugEvents(of).filter(({ lineRef }) => lineRef === event);
  if (given.length > 0) return [...new Set(given.map(({ code }) => code))];
  if (named === undefined) return null;
  const listed = regimen(named)?.drugs;
  return listed && listed.length > 0 ? listed : [drug(drugId(named)) ? drugId(named) : `regimen:${named}`];
}

export interface DrugEvent {
  readonly event: string;
  readonly code: string;
  readonly lineRef: string | null;
  readonly facts: Event;
}

/** Antineoplastic drugs as recorded, one entry an event; dose changes are events of their own. */
export const drugEvents = (of: Patient): readonly DrugEvent[] =>
  of.memo('drug events', () =>
    of.byCode('drug.code').flatMap((fact) => {
      const facts = of.byEvent(fact.event);
      const name = codeOf(fact);
      const role = answer(facts, 'drug.role');
      if (name === undefined || (role !== undefined && role !== 'antineoplastic')) return [];
      const reference = inEvent(facts, 'drug.lineRef')?.value;
      const lineRef = reference?.kind === 'reference' ? reference.event : null;
      return [{ event: fact.event, code: drugId(name), lineRef, facts }];
    }),
  );

const text = (event: Event, code: string): string | null => {
  const value = inEvent(event, code)?.value;
  return value?.kind === 'text' ? value.text : value?.kind === 'code' ? value.code : null;
};

/** Start of an event: its date item, else the days of its first fact. */
function startOf(of: Patient, event: Event, code: string): Span {
  const fact = inEvent(event, code);
  if (fact) return dateSpan(of, fact);
  return event[0] ? of.span(event[0]) : UNKNOWN_DAYS;
}

/** The last dose of a line: its end, bounded where not known; null while it goes on. */
function stopOf(of: Patient, event: Event, end: string, reason: string): Span | null {
  const given = inEvent(event, end);
  if (given) return dateSpan(of, given);
  const why = inEvent(event, reason);
  const word = codeOf(why);
  if (word === 'ongoing') return null;
  if (why && word !== undefined && word !== 'unknown') return spanOf(-Infinity, of.span(why).end);
  return UNKNOWN_DAYS;
}

const episode = (event: Event, kind: EpisodeKind, rest: Partial<Episode> & Pick<Episode, 'start'>): Episode => ({
  id: event[0]?.event ?? '',
  kind,
  drugs: null,
  stop: null,
  incomplete: null,
  cycles: null,
  planId: null,
  days: null,
  totalDexMg: null,
  facts: event.map(({ id }) => id),
  ...rest,
});

/** Cycles as recorded, else the highest number of a cycle of this line. */
function cyclesOf(of: Patient, event: Event, code: string): number | null {
  const recorded = numberOf(inEvent(event, code));
  if (recorded !== undefined) return recorded;
  const own = of
    .byCode('cycle.lineRef')
    .filter(({ value }) => value?.kind === 'reference' && value.event === event[0]?.event);
  const numbers = own.flatMap(
    (fact) => numberOf(of.byEvent(fact.event).find(({ code: other }) => other === 'cycle.number')) ?? [],
  );
  return numbers.length > 0 ? Math.max(...numbers) : null;
}

/** Infusions that took place, with the plan that ties bridging and lymphodepletion to them. */
const infusions = (of: Patient): readonly Episode[] =>
  of.memo('infusions', () =>
    eventsOf(of, 'infusion').flatMap((event) => {
      if (!inEvent(event, 'inf.date') || !tookPlace(event, 'inf.date') || inEvent(event, 'inf.notInfusedReason')?.value)
        return [];
      const product = answer(event, 'inf.product');
      const start = startOf(of, event, 'inf.date');
      const planId = text(event, 'inf.planId') ?? event[0]?.event ?? null;
      return [episode(event, 'cart', { start, stop: start, drugs: product ? [drugId(product)] : null, planId })];
    }),
  );

/** The plan of an event's course: its own, else that of the first infusion on or after it (dictionary, "Course"). */
function coursePlan(of: Patient, event: Event, own: string, start: Span): string | null {
  const planId = text(event, own);
  if (planId !== null) return planId;
  const name = event.find((fact) => fact.episode !== undefined)?.episode;
  const infused = infusions(of);
  const named =
    name === undefined ? undefined : infused.find(({ facts }) => facts.some((id) => of.fact(id)?.episode === name));
  return (named ?? infused.find((infusion) => infusion.start.end >= start.start))?.planId ?? null;
}

const isCellProduct = (name: string): boolean => drug(name)?.class.startsWith('CAR-T') ?? false;

/** Lines in order of time; where no date tells two apart, by the numbers that somebody gave them. */
function lineEvents(of: Patient): readonly Event[] {
  const numbered = (event: Event): number => numberOf(inEvent(event, 'line.number')) ?? Infinity;
  return [...eventsOf(of, 'line')].sort((a, b) => {
    const [x, y] = [numbered(a), numbered(b)];
    return x === y ? 0 : x - y;
  });
}

function lineEpisodes(of: Patient): readonly Episode[] {
  return lineEvents(of).flatMap((event) => {
    const start = startOf(of, event, 'line.start');
    const named = answer(event, 'line.regimen');
    const drugs = drugsOf(of, event[0]?.event ?? '', named);
    const cycles = cyclesOf(of, event, 'line.cycles');
    const cells = drugs?.some(isCellProduct) ?? false;
    const planId = cells ? coursePlan(of, event, 'line.planId', start) : text(event, 'line.planId');
    const kind = cells && planId === null ? 'cart' : 'regimen';
    return [
      episode(event, kind, {
        start,
        stop: stopOf(of, event, 'line.end', 'line.stopReason'),
        drugs,
        cycles,
        incomplete: cycles === null ? null : cycles < 1,
        planId,
      }),
    ];
  });
}

const LYMPHODEPLETION: Readonly<Record<string, readonly string[]>> = {
  fluCy: ['fludarabine', 'cyclophosphamide'], bendamustine: ['bendamustine'], cyOnly: ['cyclophosphamide'], clofarabine: ['clofarabine'],
}; // biome-ignore format: a table
const BRIDGING: Readonly<Record<string, readonly string[]>> = {
  steroids: ['dexamethasone'], polatuzumab: ['polatuzumab'], inotuzumab: ['inotuzumab'], blinatumomab: ['blinatumomab'],
}; // biome-ignore format: a table

function courseEpisodes(of: Patient): readonly Episode[] {
  const bridging = eventsOf(of, 'bridging').flatMap((event) => {
    const kind = answer(event, 'bridge.kind');
    const named = answer(event, 'bridge.regimen');
    if (kind === undefined && named === undefined) return [];
    if (kind === 'none' || !tookPlace(event, 'bridge.start')) return [];
    const start = startOf(of, event, 'bridge.start');
    const stop = stopOf(of, event, 'bridge.end', '');
    if (kind === 'radiotherapy') return [episode(event, 'radiotherapy', { start, stop })];
    const drugs =
      named === undefined && kind !== undefined
        ? (BRIDGING[kind] ?? [`bridging:${kind}`])
        : drugsOf(of, event[0]?.event ?? '', named);
    const cycles = numberOf(inEvent(event, 'bridge.cycles')) ?? null;
    return [
      episode(event, 'regimen', {
        start,
        stop,
        drugs,
        cycles,
        incomplete: cycles === null ? null : cycles < 1,
        planId: coursePlan(of, event, 'bridge.planId', start),
      }),
    ];
  });
  const lymphodepletion = eventsOf(of, 'lymphodepletion').flatMap((event) => {
    const named = answer(event, 'ld.regimen');
    if (named === 'none' || !tookPlace(event, 'ld.start')) return [];
    const start = startOf(of, event, 'ld.start');
    const drugs = named === undefined ? null : (LYMPHODEPLETION[named] ?? [`lymphodepletion:${named}`]);
    return [
      episode(event, 'regimen', {
        start,
        stop: stopOf(of, event, 'ld.end', ''),
        drugs,
        planId: coursePlan(of, event, 'ld.planId', start),
      }),
    ];
  });
  return [...bridging, ...lymphodepletion, ...infusions(of)];
}

const PROCEDURES: Readonly<Record<string, EpisodeKind>> = {
  autoHsct: 'asct',
  alloHsct: 'allosct',
  radiotherapy: 'radiotherapy',
};

function procedureEpisodes(of: Patient): readonly Episode[] {
  return eventsOf(of, 'procedure').flatMap((event) => {
    const kind = PROCEDURES[answer(event, 'proc.kind') ?? ''];
    const start = startOf(of, event, 'proc.date');
    return kind && tookPlace(event, 'proc.date')
      ? [episode(event, kind, { start, stop: start, planId: text(event, 'proc.planId') })]
      : [];
  });
}

const SUBSEQUENT: Readonly<Record<string, EpisodeKind>> = {
  alloHsct: 'allosct',
  autoHsct: 'asct',
  carT: 'cart',
  radiotherapy: 'radiotherapy',
  palliative: 'supportive',
};
const overlap = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end;

/** Later therapy; one that is also recorded as a line, transplant or infusion of the same start is one episode. */
function subsequentEpisodes(of: Patient, others: readonly Episode[]): readonly Episode[] {
  return eventsOf(of, 'subsequent').flatMap((event) => {
    if (!tookPlace(event, 'sub.start')) return [];
    const start = startOf(of, event, 'sub.start');
    const word = answer(event, 'sub.kind');
    const named = answer(event, 'sub.regimen');
    const kind = SUBSEQUENT[word ?? ''] ?? 'regimen';
    if (
      others.some(
        (other) =>
          (kind === 'regimen' ? other.id.startsWith('line:') : other.kind === kind || other.id.startsWith('line:')) &&
          overlap(other.start, start),
      )
    )
      return [];
    if (word === undefined && named === undefined && !inEvent(event, 'sub.start')) return [];
    const drugs = drugsOf(of, event[0]?.event ?? '', named) ?? (word === undefined ? null : [`subsequent:${word}`]);
    const cycles = numberOf(inEvent(event, 'sub.cycles')) ?? null;
    return [
      episode(event, kind, {
        start,
        stop: stopOf(of, event, 'sub.end', ''),
        drugs,
        cycles,
        incomplete: cycles === null ? null : cycles < 1,
        planId: text(event, 'sub.planId'),
      }),
    ];
  });
}

/** Milligrams of dexamethasone that a milligram of the steroid stands for: 0.75 = 4 methylprednisolone = 5 prednisone = 20 hydrocortisone. */
const DEX_EQUIVALENT: Readonly<Record<string, number>> = {
  dexamethasone: 1, methylprednisolone: 0.75 / 4, prednisone: 0.75 / 5, prednisolone: 0.75 / 5, hydrocortisone: 0.75 / 20,
}; // biome-ignore format: a table

function steroidPulses(of: Patient): readonly Episode[] {
  return drugEvents(of).flatMap(({ code, lineRef, facts }) => {
    const factor = DEX_EQUIVALENT[code];
    if (factor === undefined || lineRef !== null || answer(facts, 'drug.role') !== 'antineoplastic') return [];
    const start = startOf(of, facts, 'drug.start');
    const end = inEvent(facts, 'drug.end');
    const stop = end ? dateSpan(of, end) : null;
    const days = stop && Number.isFinite(stop.end - start.start) ? stop.end - start.start + 1 : null;
    const dose = answer(facts, 'drug.doseUnit') === 'mg' ? numberOf(inEvent(facts, 'drug.dose')) : undefined;
    return [
      episode(facts, 'steroid-pulse', {
        start,
        stop,
        drugs: [code],
        days,
        totalDexMg: dose === undefined || days === null ? null : dose * days * factor,
      }),
    ];
  });
}

/** Everything a patient was treated with that may make a line (field-map, `mm.lot`). */
export const episodesOf = (of: Patient): readonly Episode[] =>
  of.memo('episodes', () => {
    const main = [...lineEpisodes(of), ...procedureEpisodes(of), ...courseEpisodes(of)];
    return [...main, ...subsequentEpisodes(of, main), ...steroidPulses(of)];
  });
