import type { StandIns } from '../unknown/unknown-values.ts';
import type { Tree } from './tree.ts';

/** Sends what is not known where its stand-in goes, but for features of which lacking a value tells something. */
export function turnUnknown({ feature, threshold, missingLeft }: Tree, { tells, value }: StandIns): void {
  for (let node = 0; node < feature.length; node++) {
    const own = feature[node]!;
    if (own >= 0 && own < value.length && tells[own] === 0) missingLeft[node] = value[own]! < threshold[node]! ? 1 : 0;
  }
}
