import { type Code, type Fact, type FactId, hasHappened, toIso } from '@linea/facts';
import { dateSpan } from '../patient/patient.ts';
import { computed } from './computed/index.ts';
import { conditionTruth, leavesOf, operand, type Place, rangeOf } from './context.ts';
import { daysText, type Filling, type Finding, undecided, violated } from './finding.ts';
import { daysApart, inEvent, kindOf, type PatientRecord, type RecordedEvent } from './record.ts';
import type {
  Check,
  CompareCheck,
  ConsistencyRule,
  ImpliesCheck,
  IntervalCheck,
  RuleCondition,
  UniqueCheck,
} from './rules.ts';

/** Where a condition on one item, or on any of several, is asked; a rule whose first item is not the one to start from says so. */
const STARTS_FROM: Readonly<Record<string, string>> = { R041: 'lymphodepletion' };

/** Items of which a rule asks what came before the event: what immunoglobulins have done to the IgG is no reason for them. */
const BEFORE: Readonly<Record<string, readonly Code[]>> = { R111: ['lab.igg'] };

/** The items whose answers fill a message. */
const FILLED: Readonly<Record<string, Readonly<Record<string, Code>>>> = {
  R024: { n: 'line.number' },
  R029: { value: 'elig.refractoryFirstLine' },
  R055: { value: 'day.spo2Min' },
  R075: { value: 'stg.bulkCm' },
  R076: { tp: 'resp.timepoint' },
  R078: { value: 'resp.deauville' },
  R083: { value: 'resp.all', blasts: 'marrow.blasts' },
  R112: { value: 'imm.cd19' },
  R125: { value: 'day.seizureMinutes' },
};

/** A number in the unit of the dictionary, which messages name; with its comparator, or its bounds. */
function numberText(fact: Fact | undefined): Filling {
  const range = rangeOf(fact);
  if (!range) return '–';
  const comparator = fact?.value?.kind === 'number' ? fact.value.comparator : undefined;
  const { low, high } = { low: rounded(range.low), high: rounded(range.high) };
  return comparator ? `${comparator} ${Number.isFinite(low) ? low : high}` : daysText(low, high);
}

/** Without the last digits that a conversion leaves. */
const rounded = (number: number): number => (Number.isFinite(number) ? Number(number.toPrecision(12)) : number);

/** A fact as it fills a message. */
function fillingOf(fact: Fact | undefined): Filling {
  const value = fact?.value;
  switch (value?.kind) {
    case 'code':
      return { code: fact?.code ?? '', answer: value.code };
    case 'number':
    case 'interval':
      return numberText(fact);
    case 'boolean':
      return String(value.boolean);
    case 'text':
      return value.text;
    default:
      return '–';
  }
}

const filled = (rule: ConsistencyRule, place: Place): Finding['values'] =>
  Object.fromEntries(
    Object.entries(FILLED[rule.id] ?? {}).map(([name, code]) => [name, fillingOf(operand(place, code))]),
  );

/** Facts of an item that carry a date, known or bounded. */
const datedFacts = (
  record: PatientRecord,
  code: Code,
): readonly { readonly event: RecordedEvent; readonly fact: Fact }[] =>
  record.events(kindOf(code)).flatMap((event) => {
    const fact = inEvent(event, code);
    return fact && hasHappened(fact) ? [{ event, fact }] : [];
  });

const picked = <X extends { readonly fact: Fact }>(
  all: readonly X[],
  pick: 'first' | 'last' | undefined,
  record: PatientRecord,
): readonly X[] => {
  if (pick === undefined || all.length < 2) return all;
  const sorted = [...all].sort((a, b) => dateSpan(record.of, a.fact).start - dateSpan(record.of, b.fact).start);
  return [pick === 'first' ? (sorted[0] as X) : (sorted.at(-1) as X)];
};

/** to - from in days must lie in the interval: violated when no possible pair of dates does, undecided when some do not. */
function interval(check: IntervalCheck, record: PatientRecord, rule: ConsistencyRule, at?: Place): readonly Finding[] {
  const { from, to, minDays, maxDays, link, pick } = check;
  const here = ({ event }: { readonly event: RecordedEvent }) =>
    !at || event.kind !== at.event.kind || event.id === at.event.id;
  const starts = picked(datedFacts(record, from), pick?.from, record).filter(here);
  const ends = picked(datedFacts(record, to), pick?.to, record).filter(here);
  const linked = (a: RecordedEvent, b: RecordedEvent) =>
    link === 'event' ? a.id === b.id : link === 'course' ? a.course !== null && a.course === b.course : true;
  return starts.flatMap((a) =>
    ends
      .filter((b) => linked(a.event, b.event))
      .flatMap((b) => {
        const { low, high } = daysApart(record.of, a.fact, b.fact);
        const facts = [a.fact.id, b.fact.id];
        const values = { days: daysText(low, high), ...filled(rule, { record, event: a.event }) };
        const [least, most] = [minDays ?? -Infinity, maxDays ?? Infinity];
        if (high < least || low > most) return [violated(facts, values)];
        return low < least || high > most ? [undecided(facts, values)] : [];
      }),
  );
}

const isCheck = (then: RuleCondition | Check): then is Check => 'kind' in then;

/** The kinds of event at which an implication is asked: those of every item where any may hold, else that of the first. */
function kindsAsked(rule: ConsistencyRule, condition: RuleCondition): readonly string[] {
  const own = STARTS_FROM[rule.id];
  if (own) return [own];
  const leaves = leavesOf(condition);
  const kinds =
    'any' in condition ? leaves.map(({ code }) => kindOf(code)) : [kindOf((leaves[0] as { code: Code }).code)];
  return [...new Set(kinds)];
}

const factsAt = (place: Place, ...conditions: readonly RuleCondition[]): readonly FactId[] => {
  const facts = conditions.flatMap(leavesOf).flatMap(({ code }) => operand(place, code) ?? []);
  const found = [...new Set(facts.map(({ id }) => id))];
  return found.length > 0 ? found : place.event.facts.slice(0, 1).map(({ id }) => id);
};

function implies(check: ImpliesCheck, record: PatientRecord, rule: ConsistencyRule): readonly Finding[] {
  const places = kindsAsked(rule, check.if).flatMap((kind) =>
    record
      .events(kind)
      .map((event): Place => ({ record, event, ...(BEFORE[rule.id] ? { before: BEFORE[rule.id] } : {}) })),
  );
  const seen = new Set<string>();
  return places.flatMap((place) => {
    const holds = conditionTruth(place, check.if);
    if (holds === false) return [];
    if (isCheck(check.then)) return holds ? run(check.then, record, rule, place) : [];
    const follows = conditionTruth(place, check.then);
    if (follows === true) return [];
    const facts = factsAt(place, check.if, check.then);
    if (seen.has(facts.join())) return [];
    seen.add(facts.join());
    return [holds && follows === false ? violated(facts, filled(rule, place)) : undecided(facts)];
  });
}

const OPERATORS: Readonly<Record<CompareCheck['op'], (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** left op right in one event, for every number the two may be. */
function compare({ left, op, right }: CompareCheck, record: PatientRecord): readonly Finding[] {
  return record.events(kindOf(left)).flatMap((event) => {
    const [a, b] = [inEvent(event, left), inEvent(event, right)];
    const [x, y] = [rangeOf(a), rangeOf(b)];
    if (!a || !b || !x || !y) return [];
    const answers = [
      [x.low, y.low],
      [x.low, y.high],
      [x.high, y.low],
      [x.high, y.high],
    ].map(([p, q]) => OPERATORS[op](p as number, q as number));
    if (!answers.includes(false)) return [];
    return [answers.includes(true) ? undecided([a.id, b.id]) : violated([a.id, b.id])];
  });
}

const textOf = ({ value }: Fact): string => JSON.stringify(value);

/** Items of one event kind together: no two events alike in all of them. Items of several kinds: each at most once. */
function unique({ codes }: UniqueCheck, record: PatientRecord): readonly Finding[] {
  const kinds = new Set(codes.map(kindOf));
  if (kinds.size > 1 || codes.length === 1)
    return codes.flatMap((code) => {
      const facts = record.of.byCode(code).filter(({ value }) => value !== undefined);
      return facts.length > 1
        ? [
            violated(
              facts.map(({ id }) => id),
              { code: { item: code } },
            ),
          ]
        : [];
    });
  const groups = new Map<string, Fact[]>();
  for (const event of record.events([...kinds][0] as string)) {
    const facts = codes.map((code) => inEvent(event, code));
    if (facts.some((fact) => fact?.value === undefined)) continue;
    const key = facts.map((fact) => textOf(fact as Fact)).join();
    groups.set(key, [...(groups.get(key) ?? []), facts[0] as Fact]);
  }
  return [...groups.values()]
    .filter((facts) => facts.length > 1)
    .map((facts) => {
      const [first] = facts as [Fact];
      const clock = inEvent(record.eventOf(first), codes[1] as Code)?.value;
      const time = clock?.kind === 'date' ? (clock.time ?? '–') : '–';
      const date = dateSpan(record.of, first);
      return violated(
        facts.map(({ id }) => id),
        { date: toIso(date.start), time },
      );
    });
}

/** What a check finds in a record; `at` restricts it to one event where it stands inside a condition. */
export function run(check: Check, record: PatientRecord, rule: ConsistencyRule, at?: Place): readonly Finding[] {
  switch (check.kind) {
    case 'interval':
      return interval(check, record, rule, at);
    case 'implies':
      return implies(check, record, rule);
    case 'compare':
      return compare(check, record);
    case 'unique':
      return unique(check, record);
    case 'all':
      return check.checks.flatMap((one) => run(one, record, rule, at));
    case 'computed':
      return computed(check, record, at?.event);
  }
}
