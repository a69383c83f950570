import { type Span, spanOf } from './span.ts';

/** `fact` happened `offset` days (both ends included) after `ref`. */
export interface AnchorConstraint {
  readonly fact: string;
  readonly ref: string;
  readonly offset: readonly [min: number, max: number];
}

export type Propagation =
  | { readonly ok: true; readonly spans: ReadonlyMap<string, Span> }
  /** The two facts of the constraint that cannot hold: `[fact, ref]` of an anchor, `[before, after]` of an order. */
  | { readonly ok: false; readonly contradiction: readonly [string, string] };

/** later - earlier lies in [min, max] days: what an anchor (fact after ref) and an order (0 to any) both say. */
interface Distance {
  readonly earlier: number;
  readonly later: number;
  readonly min: number;
  readonly max: number;
  readonly names: readonly [string, string];
}

/**
 * Narrows imprecise dates by anchors and asserted orders to a fixed point (all.md 6).
 *
 *  order    `before` is not after `after`: after.start >= before.start, before.end <= after.end
 *  anchor   fact = ref + [min, max], forwards and backwards
 *
 * Names that have no span are open on both sides. A contradiction (start > end) names two facts; the caller keeps the
 * originals. Every consistent system settles within as many passes as there are dates: one that still narrows after
 * that turns in a circle (A a day after B, B a day after A) and is a contradiction. A circle among dates that are all
 * open narrows nothing and is not found.
 *
 * O(constraints) a pass, two or three passes where all anchors name the same infusion.
 */
export function propagate(
  spans: ReadonlyMap<string, Span>,
  anchors: readonly AnchorConstraint[],
  order: readonly (readonly [before: string, after: string])[] = [],
): Propagation {
  const names: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const indexes = new Map<string, number>();
  const indexOf = (name: string): number => {
    const known = indexes.get(name);
    if (known !== undefined) return known;
    const given = spans.get(name);
    indexes.set(name, names.length);
    starts.push(given?.start ?? -Infinity);
    ends.push(given?.end ?? Infinity);
    return names.push(name) - 1;
  };
  const distances: Distance[] = [
    ...anchors.map(({ fact, ref, offset: [min, max] }) => ({
      earlier: indexOf(ref),
      later: indexOf(fact),
      min,
      max,
      names: [fact, ref] as const,
    })),
    ...order.map(([before, after]) => ({
      earlier: indexOf(before),
      later: indexOf(after),
      min: 0,
      max: Infinity,
      names: [before, after] as const,
    })),
  ];
  let changed = distances.length > 0;
  for (let pass = 0; changed; pass++) {
    changed = false;
    for (const { earlier, later, min, max, names: contradiction } of distances) {
      if (narrow(later, (starts[earlier] as number) + min, (ends[earlier] as number) + max)) changed = true;
      if (narrow(earlier, (starts[later] as number) - max, (ends[later] as number) - min)) changed = true;
      const impossible = [earlier, later].some((index) => (starts[index] as number) > (ends[index] as number));
      if (impossible || (changed && pass > names.length)) return { ok: false, contradiction };
    }
  }
  const narrowed = new Map(spans);
  for (const [name, index] of indexes) narrowed.set(name, spanOf(starts[index] as number, ends[index] as number));
  return { ok: true, spans: narrowed };

  function narrow(index: number, start: number, end: number): boolean {
    const [before, after] = [starts[index] as number, ends[index] as number];
    if (start > before) starts[index] = start;
    if (end < after) ends[index] = end;
    return start > before || end < after;
  }
}
