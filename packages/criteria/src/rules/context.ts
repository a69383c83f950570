import { type Code, convert, type Fact, hasHappened, item, type Truth } from '@linea/facts';
import { inEvent, kindOf, type PatientRecord, type RecordedEvent } from './record.ts';
import type { Leaf, RuleCondition } from './rules.ts';

/** Where a condition is asked: at one event of the record, and the fact that leads it. */
export interface Place {
  readonly record: PatientRecord;
  readonly event: RecordedEvent;
  /** Items of which only what came before the event is asked: the IgG for which immunoglobulins were given. */
  readonly before?: readonly Code[];
}

/** Qualifiers travel with a laboratory result and are no facts of their own. */
const QUALIFIERS: Readonly<Record<string, 'uln' | 'lln' | 'interpretation' | 'symptomatic' | 'spurious'>> = {
  'lab.uln': 'uln',
  'lab.lln': 'lln',
  'lab.interpretation': 'interpretation',
  'lab.symptomatic': 'symptomatic',
  'lab.spurious': 'spurious',
};

/** Observations that say something of another one only near it in time, days (a convention: the dictionary says "the nearest"). */
const NEAR = 45;
const OBSERVED = new Set([
  'lab',
  'marrow',
  'mrd',
  'response',
  'staging',
  'immune',
  'cytogenetics',
  'molecular',
  'pathology',
  'daily',
  'lesion',
  'assay',
  'sle-activity',
  'function',
  'support',
]);

const distance = (a: RecordedEvent, b: RecordedEvent): number =>
  Math.max(0, a.span.start - b.span.end, b.span.start - a.span.end);

/** The same days as the source writes them, or surely not further apart than this. */
const isNear = ({ span: a }: RecordedEvent, { span: b }: RecordedEvent, days: number): boolean =>
  (a.start === b.start && a.end === b.end) || Math.max(a.end - b.start, b.end - a.start) <= days;

/** The fact of an item for a place: in the same event, else the nearest one, of the same course where both have one. */
export function operand({ record, event, before }: Place, code: Code): Fact | undefined {
  const kind = kindOf(code);
  if (kind === event.kind) return inEvent(event, code);
  const near = OBSERVED.has(kind) && OBSERVED.has(event.kind) ? NEAR : Infinity;
  let best: { readonly fact: Fact; readonly apart: number } | undefined;
  for (const other of record.events(kind)) {
    const fact = inEvent(other, code);
    if (!fact || (other.course !== null && event.course !== null && other.course !== event.course && kind !== 'lab'))
      continue;
    if (before?.includes(code) && other.span.start > event.span.end) continue;
    const apart = distance(event, other);
    if (isNear(event, other, near) && (!best || apart <= best.apart)) best = { fact, apart };
  }
  return best?.fact;
}

/** Every current fact of an item, of the course of the place where both have one; of observations those near it. */
function everyOperand({ record, event }: Place, code: Code): readonly Fact[] {
  const kind = kindOf(code);
  const near = OBSERVED.has(kind) && OBSERVED.has(event.kind) ? NEAR : Infinity;
  return record
    .events(kind)
    .filter((other) => other.course === null || event.course === null || other.course === event.course)
    .filter((other) => isNear(event, other, near))
    .flatMap((other) => inEvent(other, code) ?? []);
}

const wordsOf = ({ value }: Fact): readonly unknown[] | null => {
  switch (value?.kind) {
    case 'code':
      return [value.code];
    case 'codes':
      return value.codes;
    case 'boolean':
      return [value.boolean];
    case 'text':
      return [value.text];
    default:
      return null;
  }
};

/** The numbers a fact may mean, in the unit of the dictionary; null where it is no number that converts. */
export function rangeOf(
  fact: Fact | undefined,
): { readonly low: number; readonly high: number; readonly lowOpen?: boolean; readonly highOpen?: boolean } | null {
  const value = fact?.value;
  if (!fact || (value?.kind !== 'number' && value?.kind !== 'interval')) return null;
  const unit = item(fact.code).unit;
  const inUnit = (number: number): number | null => {
    if (unit === null || value.unit === null) return number;
    // Of UPCR limits are printed in both units, 50 mg/mmol beside 500 mg/g.
    return fact.code === 'lab.upcr' && value.unit === 'mg/mmol' ? number * 10 : convert(number, value.unit, unit);
  };
  if (value.kind === 'interval') {
    const [low, high] = [inUnit(value.low), inUnit(value.high)];
    return low === null || high === null ? null : { low, high };
  }
  const number = inUnit(value.number);
  if (number === null) return null;
  switch (value.comparator) {
    case '<':
      return { low: -Infinity, high: number, highOpen: true };
    case '<=':
      return { low: -Infinity, high: number };
    case '>':
      return { low: number, high: Infinity, lowOpen: true };
    case '>=':
      return { low: number, high: Infinity };
    default:
      return { low: number, high: number };
  }
}

const EPSILON = 1e-9;

/** A number against a limit, as far as what is known of it settles. */
function compared(fact: Fact, is: 'lt' | 'le' | 'gt' | 'ge', limit: number): Truth {
  const range = rangeOf(fact);
  if (!range) return null;
  const { low, high, lowOpen, highOpen } = range;
  const above = (strict: boolean): Truth => {
    const sure = strict ? low > limit + EPSILON || (lowOpen && low >= limit - EPSILON) : low >= limit - EPSILON;
    const never = strict ? high <= limit + EPSILON : high < limit - EPSILON || (highOpen && high <= limit + EPSILON);
    return sure ? true : never ? false : null;
  };
  if (is === 'gt' || is === 'ge') return above(is === 'gt');
  const reached = above(is === 'le');
  return reached === null ? null : !reached;
}

function asked(fact: Fact, { is, value }: Leaf): Truth {
  if (is === 'lt' || is === 'le' || is === 'gt' || is === 'ge') return compared(fact, is, value as number);
  const words = wordsOf(fact);
  if (words === null) {
    const range = rangeOf(fact);
    if (!range || range.low !== range.high || typeof value !== 'number') return null;
    return is === 'ne' ? range.low !== value : range.low === value;
  }
  const wanted = is === 'in' ? (value as readonly unknown[]) : [value];
  const found = words.some((word) => wanted.includes(word));
  return is === 'ne' ? !found : found;
}

/** Recorded, with a value or an honest absence; a date that says that nothing happened is none of a thing that did. */
const isRecorded = (fact: Fact | undefined): boolean =>
  fact !== undefined && (item(fact.code).role !== 'date' || hasHappened(fact));

function leafTruth(place: Place, leaf: Leaf): Truth {
  const { code, is, value } = leaf;
  const qualifier = QUALIFIERS[code];
  if (qualifier) {
    const has = place.event.facts.some(
      ({ qualifiers, code: own }) => own === code || qualifiers?.[qualifier] !== undefined,
    );
    return is === 'absent' ? !has : has;
  }
  if (is === 'has') {
    const all = everyOperand(place, code);
    if (all.some((fact) => wordsOf(fact)?.includes(value))) return true;
    return all.some((fact) => fact.value !== undefined) ? false : null;
  }
  const fact = operand(place, code);
  if (is === 'present') return isRecorded(fact);
  if (is === 'absent') return !isRecorded(fact);
  if (is === 'valued') return fact?.value !== undefined;
  return fact?.value === undefined ? null : asked(fact, leaf);
}

/** A condition at a place: yes, no, or unknown (three-valued). */
export function conditionTruth(place: Place, condition: RuleCondition): Truth {
  if ('code' in condition) return leafTruth(place, condition);
  const isAll = 'all' in condition;
  const answers = (isAll ? condition.all : condition.any).map((one) => conditionTruth(place, one));
  if (answers.includes(!isAll)) return !isAll;
  return answers.includes(null) ? null : isAll;
}

export const leavesOf = (condition: RuleCondition): readonly Leaf[] =>
  'code' in condition ? [condition] : ('all' in condition ? condition.all : condition.any).flatMap(leavesOf);
