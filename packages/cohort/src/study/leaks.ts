import { dictionary } from '@linea/facts';
import type { DecisionPoint, FeatureSpec } from './study.ts';

/** Codes that hold the outcome, or what follows the infusion: never a baseline feature (rule R100 of the consistency rules). */
const AFTER: ReadonlySet<string> = new Set([
  'car.expansionPeak', 'car.peakDay', 'car.copies', 'car.persistence', 'ctdna.foldChange', 'resp.lugano', 'resp.all', 'resp.imwg', 'crs.maxGrade',
  'icans.maxGrade', 'icaht.earlyReported', 'icaht.lateReported',
]); // biome-ignore format: a list

/** Events that only follow the infusion. */
const EVENTS: ReadonlySet<string> = new Set(['crs', 'icans', 'icaht', 'iechs', 'death', 'followup', 'subsequent']);

/** Why a feature can never be known at a decision point before day 30; null where it can. */
export function leakOf(feature: FeatureSpec, decision: DecisionPoint): string | null {
  if (decision === 'day30' || feature.code === undefined) return null;
  if (AFTER.has(feature.code)) return 'leak.afterDecision';
  const event = dictionary().get(feature.code)?.event;
  if (event !== undefined && EVENTS.has(event)) return 'leak.afterDecision';
  return feature.window && feature.window[1] > 0 ? 'leak.windowAfterDecision' : null;
}
