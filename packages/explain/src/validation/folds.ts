import { randomStream, shuffled } from '../chance/random-stream.ts';
import type { TrainingTable } from '../table/training-table.ts';

/**
 * Deals patients to parts at random, events and censorings apart, so that every part has its share of both. Rows of one
 * person go to one part.
 *
 * @returns part of each patient, 0..parts-1
 */
export function dealtParts(
  { event, person }: Pick<TrainingTable, 'event' | 'person'>,
  parts: number,
  seed: number,
  repetition = 0,
): Int32Array {
  const part = new Int32Array(event.length);
  const next = [0, 0];
  const partOf = new Map<number, number>();
  for (const i of shuffled(event.length, randomStream(seed, repetition))) {
    const known = person && partOf.get(person[i]!);
    if (known !== undefined) {
      part[i] = known;
      continue;
    }
    const kind = event[i]! > 0 ? 1 : 0;
    // Censorings are dealt from the other end, so that the last parts are not the small ones of both.
    part[i] = kind === 1 ? next[1]!++ % parts : parts - 1 - (next[0]!++ % parts);
    if (person) partOf.set(person[i]!, part[i]!);
  }
  return part;
}

/** The patients within a part, and those outside. */
export function splitBy(part: Int32Array, own: number): { train: Int32Array; test: Int32Array } {
  const all = Int32Array.from(part.keys());
  return { train: all.filter((i) => part[i] !== own), test: all.filter((i) => part[i] === own) };
}
