import { refuse } from '../errors/input-error.ts';
import type { ModelFrame } from '../formula/model-frame.ts';
import { asFactor } from '../frame/column.ts';
import { mergeNearTies } from '../response/near-ties.ts';
import { leftNumbers, leftText } from '../response/response.ts';

/** Intervals of many persons, with the state each was in. */
export interface Histories {
  readonly start: Float64Array;
  readonly stop: Float64Array;
  readonly from: Int32Array;
  /** State moved to at the end, or -1. */
  readonly to: Int32Array;
  readonly person: Int32Array;
  readonly persons: number;
  /** `(s0)`, then the states that can be entered. */
  readonly states: readonly string[];
  /** Whether a row is its person's last. */
  readonly last: Uint8Array;
  /** Whether something ends with the row: a move, or being followed without a break. */
  readonly ends: Uint8Array;
}

/**
 * Reads `Surv(start, stop, event)` with an id: everybody begins in `(s0)` and is, in each interval, in the state last
 * entered.
 *
 * @param stateNames  names of the event codes 0, 1, 2, ..., the first meaning no event; default: the codes themselves
 * @throws {InputError} `response.missing`, `event.unknown`, `time.notFinite`, `interval.backwards`, `interval.overlap`, `id.missing`
 */
export function historiesOf(mf: ModelFrame, stateNames: readonly string[] | undefined): Histories {
  const { left, rows, n } = mf;
  if (left === undefined || left.call !== 'Surv' || left.args.length !== 3) {
    return refuse('response.missing', 'left side', left && leftText(left), 'Surv(start, stop, event)');
  }
  const merged = mergeNearTies({
    start: leftNumbers(left, 0, rows),
    time: leftNumbers(left, 1, rows),
    status: new Float64Array(n),
  });
  const [start, stop] = [merged.start!, merged.time];
  const id = mf.extra.get('id');
  if (id === undefined || id.kind === 'basis') return refuse('id.missing', 'option id', undefined, 'a column');
  const people = asFactor(id);
  checkFinite(mf);
  const { code, names } = eventsOf(mf, stateNames);
  for (let i = 0; i < n; i++) {
    if (!(start[i]! < stop[i]!)) {
      refuse('interval.backwards', `row ${rows[i]! + 1}`, `${start[i]} to ${stop[i]}`, 'start before stop');
    }
  }
  const order = Int32Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => people.codes[a]! - people.codes[b]! || start[a]! - start[b]! || a - b,
  );
  const from = new Int32Array(n);
  const to = new Int32Array(n).fill(-1);
  const last = new Uint8Array(n);
  const ends = new Uint8Array(n);
  for (let r = 0; r < n; r++) {
    const i = order[r]!;
    const before = r > 0 && people.codes[order[r - 1]!] === people.codes[i] ? order[r - 1]! : -1;
    if (before >= 0) {
      if (start[i]! < stop[before]!)
        refuse('interval.overlap', `row ${rows[i]! + 1}`, `${start[i]}`, `${stop[before]}`);
      from[i] = to[before]! >= 0 ? to[before]! : from[before]!;
      last[before] = 0;
      if (to[before]! < 0 && start[i] === stop[before]) ends[before] = 0;
    }
    last[i] = 1;
    ends[i] = 1;
    if (code[i]! > 0) to[i] = code[i]!;
  }
  return {
    start, stop, from, to, person: people.codes, persons: people.levels.length, states: ['(s0)', ...names], last, ends,
  }; // biome-ignore format: a list
}

function checkFinite({ left, rows }: ModelFrame): void {
  for (const part of [0, 1]) {
    const times = leftNumbers(left!, part, rows);
    const bad = times.findIndex((t) => !Number.isFinite(t));
    if (bad >= 0)
      refuse('time.notFinite', `${left!.names[part]}, row ${rows[bad]! + 1}`, `${times[bad]}`, 'a finite time');
  }
}

/** Events as 0 (none), 1, 2, ... and the names of 1, 2, ... */
function eventsOf(
  mf: ModelFrame,
  stateNames: readonly string[] | undefined,
): { code: Int32Array; names: readonly string[] } {
  const value = mf.left!.args[2]!;
  const name = mf.left!.names[2]!;
  if (value.kind === 'basis') return refuse('formula.type', name, undefined, 'a column');
  const factor = asFactor(value);
  const place = (level: string): number => {
    if (stateNames === undefined) return -1;
    const named = stateNames.indexOf(level);
    if (named >= 0) return named;
    const index = /^\d+$/.test(level) ? Number(level) : -1;
    return index < stateNames.length ? index : -1;
  };
  const censored = new Set(['0', 'censor', 'censored', 'cens', 'none', 'FALSE']);
  const events = factor.levels.filter((level) => !censored.has(level));
  const codes = factor.levels.map((level) => (stateNames ? place(level) : events.indexOf(level) + 1));
  const unknown = codes.indexOf(-1);
  if (unknown >= 0) refuse('event.unknown', name, factor.levels[unknown], stateNames?.join(', '));
  return {
    code: factor.codes.map((code) => codes[code]!),
    names: stateNames ? stateNames.slice(1) : events,
  };
}
