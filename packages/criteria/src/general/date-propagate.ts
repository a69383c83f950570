import {
  type AnchorConstraint,
  type PartialDate,
  partialDate,
  propagate,
  readPartialDate,
  type Span,
  shown,
  span,
  spanOf,
} from '@linea/facts';
import { ENVELOPE } from '../engine/envelope.ts';
import { calculation, type InputIssue, type Reader } from '../engine/index.ts';
import { nameable } from './shown-days.ts';

type Order = readonly [before: string, after: string];

/** A member of a list or map that could not be read; nobody can have meant it. */
const wrong = (code: string, at: string, raw: unknown, allowed: string): InputIssue => ({
  code,
  at,
  got: shown(raw),
  allowed,
  fatal: true,
});

/** Dates by name of the fact; null is an unknown date. A date that cannot be read counts as unknown. */
const dates: Reader<ReadonlyMap<string, PartialDate | null>> = {
  help: '{ id: date | null }',
  read(raw, name) {
    const issues: InputIssue[] = [];
    const members = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? Object.entries(raw) : [];
    const read = members.map(([id, given]): [string, PartialDate | null] => {
      if (given === null || given === undefined) return [id, null];
      const result = readPartialDate(given, `${name}.${id}`);
      if (!result.ok) issues.push(...result.issues.map((issue) => ({ ...issue, fatal: true })));
      return [id, result.ok ? result.value : null];
    });
    return { input: new Map(read), issues };
  },
};

/** Each member of a list, read or refused. */
const each = <X>(help: string, one: (raw: unknown) => X | null): Reader<readonly X[]> => ({
  help: `[ ${help} ]`,
  read(raw, name) {
    const read = (Array.isArray(raw) ? raw : []).map((member: unknown) => ({ member, value: one(member) }));
    const issues = read.flatMap(({ member, value }, index) =>
      value === null ? [wrong('input.malformed', `${name}[${index}]`, member, help)] : [],
    );
    return { input: read.flatMap(({ value }) => (value === null ? [] : [value])), issues };
  },
});

const isDay = (raw: unknown): raw is number => Number.isInteger(raw);

const anchors = each<AnchorConstraint>('{ fact, ref, offset: [min, max] }', (raw) => {
  const { fact, ref, offset } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  const [min, max] = Array.isArray(offset) ? (offset as unknown[]) : [offset, offset];
  return typeof fact === 'string' && typeof ref === 'string' && isDay(min) && isDay(max) && min <= max
    ? { fact, ref, offset: [min, max] }
    : null;
});

const order = each<Order>('[before, after]', (raw) => {
  const [before, after] = Array.isArray(raw) ? (raw as unknown[]) : [];
  return typeof before === 'string' && typeof after === 'string' ? [before, after] : null;
});

/** The date with its bounds narrowed; `inferred` names those that were gained. */
function narrowed(
  given: PartialDate | null,
  days: Span,
  anchored: boolean,
): (PartialDate & { readonly inferred?: readonly ('start' | 'end')[] }) | null {
  const before = given ? span(given) : spanOf(-Infinity, Infinity);
  const gained = (['start', 'end'] as const).filter((bound) => before[bound] !== days[bound]);
  return gained.length === 0
    ? given
    : { ...partialDate(days, anchored ? 'anchored' : 'range', given?.text), inferred: gained };
}

/** The pair as its constraint names it: [before, after] or [fact, ref]. */
const asAsserted = ([a, b]: readonly [string, string], pairs: readonly Order[]): Order =>
  pairs.find(([first, second]) => (first === a && second === b) || (first === b && second === a)) ?? [a, b];

/** Whether a fact of that name can stand beside the envelope; others stand under `facts` only. */
const isFree = (id: string): boolean => id !== 'facts' && id !== 'contradiction' && !ENVELOPE.has(id);

/**
 * What imprecise dates become when anchors and asserted orders are taken together - `date.propagate`
 *
 *  order    A before B     B.start = max(B.start, A.start), A.end = min(A.end, B.end)
 *  anchor   fact = ref + offset, forwards and backwards
 *
 * repeated to a fixed point. When a start would pass its end the two facts are named in `contradiction` and the dates
 * stay as given. The propagated dates stand beside `status` by name of the fact, and together under `facts`; `inferred`
 * marks the bounds that were gained.
 *
 * @param facts    date by name of the fact, null when unknown
 * @param anchors  { fact, ref, offset: [min, max] } days, both ends included
 * @param order    [before, after]
 * @source convention of this project (all.md 6, 6.1)
 */
export const datePropagate = calculation({
  id: 'date.propagate',
  version: '1',
  source: 'convention of this project',
  verification: 'convention',
  inputs: { facts: dates, anchors, order },
  compute: ({ facts, anchors, order }) => {
    const spans = new Map([...facts].map(([id, date]) => [id, date ? span(date) : spanOf(-Infinity, Infinity)]));
    const result = propagate(spans, anchors, order);
    if (!result.ok) {
      const pairs: readonly Order[] = [...order, ...anchors.map(({ fact, ref }): Order => [fact, ref])];
      return { fields: { contradiction: asAsserted(result.contradiction, pairs), facts: Object.fromEntries(facts) } };
    }
    const anchored = new Set(anchors.flatMap(({ fact, ref }) => [fact, ref]));
    const propagated = Object.fromEntries(
      [...result.spans].map(([id, days]) => [id, narrowed(facts.get(id) ?? null, nameable(days), anchored.has(id))]),
    );
    const beside = Object.fromEntries(Object.entries(propagated).filter(([id]) => isFree(id)));
    return { fields: { ...beside, facts: propagated } };
  },
});
