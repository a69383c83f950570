import { atLeast, type Choice, type Decision, is, type Measured } from '../../engine/index.ts';
import type { Bounds } from '../course/day-of.ts';

/** ICE of an awake patient: 10 is 0, 7-9 is 1, 3-6 is 2, 0-2 is 3. Grade 4 comes with being unarousable. */
export const icePoints = (ice: number): number => (ice >= 10 ? 0 : ice >= 7 ? 1 : ice >= 3 ? 2 : 3);

/** CAPD: 0 is 0 (convention), 1-8 is 1, from 9 it is 3; between 1 and 2 consciousness decides. */
export const capdPoints = (capd: number): number => (capd >= 9 ? 3 : capd >= 1 ? 1 : 0);

/** The grade of a scale in whole points, as far as it is known. */
const byPoints =
  (scale: Measured, limits: readonly number[], grade: (points: number) => number): Decision<number> =>
  (path) =>
    grade(limits.find((limit) => atLeast(scale, limit)(path)) ?? 0);

export const iceGrade = (ice: Measured): Decision<number> => byPoints(ice, [10, 7, 3], icePoints);
export const capdGrade = (capd: Measured): Decision<number> => byPoints(capd, [9, 1], capdPoints);

export const CONSCIOUSNESS = { alert: 0, spontaneous: 1, voice: 2, tactile: 3, unarousable: 4 } as const;
export const MOTOR = { none: 0, deepFocalWeakness: 4 } as const;
export const OEDEMA = {
  none: 0,
  focal: 3,
  diffuse: 4,
  posturing: 4,
  sixthNervePalsy: 4,
  papilloedema: 4,
  cushingTriad: 4,
} as const;
/** With haemorrhage what imaging shows is graded by CTCAE; clinical signs of raised pressure remain. */
export const OEDEMA_WITH_BLEED = { ...OEDEMA, focal: 0, diffuse: 0 } as const;
export const SEIZURE = { none: 0, resolved: 3, prolonged: 4, repetitiveNoRecovery: 4 } as const;
/** Up to 5 minutes, 5 included, a prolonged seizure is none. */
export const SEIZURE_UP_TO_5_MINUTES = { ...SEIZURE, prolonged: 3 } as const;

type Table<W extends string> = Readonly<Record<W, number>>;

/** The grade of a domain whose findings are words. */
export const byWord =
  <W extends string>(found: Choice<W>, table: Table<W>): Decision<number> =>
  (path) =>
    table[found.options.find((word) => is(found, word)(path)) as W];

/** The least and most of it. */
export function wordBounds<W extends string>({ options }: Choice<W>, table: Table<W>): Bounds {
  if (options.length === 1) {
    const only = table[options[0] as W];
    return { min: Math.min(4, only), max: Math.max(0, only) };
  }
  let [min, max] = [4, 0];
  for (const word of options) {
    min = Math.min(min, table[word]);
    max = Math.max(max, table[word]);
  }
  return { min, max };
}
