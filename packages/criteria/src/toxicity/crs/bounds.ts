import type { Decision } from '../../engine/index.ts';
import { everyWay, Path } from '../../engine/path.ts';
import type { Bounds } from '../course/day-of.ts';
import { hasFever, hypotensionOf, hypoxiaOf, isDeath } from './grade.ts';
import type { Seen } from './observation-inputs.ts';

/** What the signs of one observation may come to, the episode apart. */
export interface SignBounds {
  readonly fever: Bounds;
  readonly hypotension: Bounds;
  readonly hypoxia: Bounds;
  readonly isDeath: boolean;
  /** Was anything written of the signs at all? A record of other things is no observation of them. */
  readonly isSeen: boolean;
}

function boundsOf(decision: Decision<number | boolean>): Bounds {
  const path = new Path([]);
  const first = Number(decision(path));
  if (path.isOnlyOne) return { min: first, max: first };
  let [min, max] = [Infinity, -Infinity];
  for (const { answer } of everyWay(decision)) {
    min = Math.min(min, Number(answer));
    max = Math.max(max, Number(answer));
  }
  return { min, max };
}

const NOTHING_KNOWN: Bounds = { min: 0, max: 4 };

const known = new WeakMap<Seen, SignBounds>();

/** What an observation comes to hangs on nothing else: it is worked out once. */
export function signBounds(seen: Seen): SignBounds {
  const before = known.get(seen);
  if (before) return before;
  const bounds = boundsOfSigns(seen);
  known.set(seen, bounds);
  return bounds;
}

function boundsOfSigns(seen: Seen): SignBounds {
  const { temperature, vasopressors, hypotension, oxygenDevice } = seen;
  const pressureSeen = vasopressors.given || hypotension.given || seen.hypotensionOtherCause.given;
  const oxygenSeen = oxygenDevice.given || seen.hypoxiaOtherCause.given;
  return {
    fever: boundsOf(hasFever(seen)),
    hypotension: pressureSeen ? boundsOf(hypotensionOf(seen)) : NOTHING_KNOWN,
    hypoxia: oxygenSeen ? boundsOf(hypoxiaOf(seen)) : NOTHING_KNOWN,
    isDeath: isDeath(seen),
    isSeen: temperature.given || pressureSeen || oxygenSeen || isDeath(seen),
  };
}
