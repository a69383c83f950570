import type { Domain } from '../domain/domain.ts';
import type { Drift } from '../subgroups/drift.ts';
import type { LearningPoint } from '../subgroups/learning-curve.ts';
import type { SubgroupPerformance } from '../subgroups/subgroups.ts';
import type { Conformal } from '../uncertainty/conformal.ts';
import type { StableImportance } from '../uncertainty/resampled.ts';
import type { Interval } from '../validation/paired.ts';
import type { RiskCoveragePoint } from './risk-coverage.ts';

/** What a model knows of its own limits, learnt from its patients out of fold: aggregates, from which none can be read. */
export interface ModelLimits {
  /** Time looked at, in units of follow-up. */
  readonly at: number;
  /** Times at which predicted curves are read for bounds. */
  readonly times: readonly number[];
  readonly outOfFold: {
    readonly parts: number;
    readonly n: number;
    readonly events: number;
    readonly harrell: Interval | null;
    readonly slope: Interval | null;
    /** Events seen over expected by the time looked at. */
    readonly ratio: Interval | null;
    /** Risks by the time looked at, at 0, 1, … 100 percent of the patients. */
    readonly risks: readonly number[];
  };
  readonly domain: Domain;
  /** Bounds on survival times, one for each promise. */
  readonly conformal: readonly Conformal[];
  /** Errors among those it answers for, when the least typical are left out. */
  readonly riskCoverage: readonly RiskCoveragePoint[];
  readonly subgroups: readonly SubgroupPerformance[];
  readonly drift: Drift | null;
  readonly learningCurve: readonly LearningPoint[];
  readonly stability: { readonly resamples: number; readonly features: readonly StableImportance[] } | null;
}
