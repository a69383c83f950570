import type { Domain } from '../domain/domain.ts';
import { refuse } from '../errors/refused-input.ts';
import type { SurvivalModel } from '../model/survival-model.ts';
import type { TrainingTable } from '../table/training-table.ts';
import type { Interval } from '../validation/paired.ts';
import { usualHorizon } from '../validation/scoring.ts';
import {
  type Agreement,
  agreementOf,
  attainableC,
  type Discrimination,
  discriminationOf,
  whatItSays,
} from './agreement.ts';
import { covariateShift, type FeatureShift, shiftFromDomain } from './covariate-shift.ts';
import { type DifferingEffects, differingEffects, powerOf } from './differing-effects.ts';
import { membership } from './membership.ts';
import { type FollowUp, questionsOf, type TransportQuestion, timeUnitQuestion } from './questions.ts';
import { type Recalibration, recalibrations } from './recalibration.ts';
import { type RuleAsked, type TransportRule, type TransportVerdict, transportVerdict } from './verdict.ts';

/** How the model did where it was learnt. `apparent` looks at the patients it was learnt from, and flatters. */
export interface HomeDiscrimination {
  readonly kind: 'outOfFold' | 'apparent';
  readonly harrell: Interval;
}

export interface TransportOptions {
  /** Time looked at, in units of follow-up; default: three digits of the median follow-up of the new population. */
  readonly at?: number;
  readonly seed?: number;
  /** Features whose questions were answered: units confirmed or converted. */
  readonly accepted?: readonly string[];
  /** Questions found on the way here, such as a category that the model never saw. */
  readonly questions?: readonly TransportQuestion[];
  /** Units were looked at already, on the columns as they were measured; default false. */
  readonly unitsAsked?: boolean;
  /** C-index out of fold in the old population; without it, it is the apparent one of `before`. */
  readonly home?: HomeDiscrimination;
  /** What a model file holds of its old patients' features, where they are not at hand themselves. */
  readonly domain?: Domain;
  /** What the model was learnt from, where the patients themselves are not at hand. */
  readonly learntFrom?: { readonly events: number; readonly followUp: FollowUp | null };
}

/** Whether a model may be carried from the population it was learnt in to another, and everything that says so. */
export interface Transport {
  readonly verdict: TransportVerdict;
  /** The rule that decided. */
  readonly because: TransportRule;
  readonly rules: readonly RuleAsked[];
  readonly questions: readonly TransportQuestion[];
  readonly n: number;
  readonly events: number;
  readonly at: number;
  /** From the old patients, or from what the model file holds of them; null where neither is at hand. */
  readonly shift: readonly FeatureShift[] | null;
  readonly shiftBasis: 'patients' | 'modelFile' | null;
  /** C-index of telling the populations apart. */
  readonly membership: Interval | null;
  readonly discrimination: {
    readonly after: Discrimination | null;
    readonly before: HomeDiscrimination | null;
    /** C-index that the spread of risks allows in each population, were every risk right: what case mix explains. */
    readonly attainable: { readonly after: number | null; readonly before: number | null };
  };
  readonly calibration: Agreement | null;
  readonly recalibrated: readonly Recalibration[];
  readonly interactions: DifferingEffects | null;
  /** Probability of having seen a slope of 0.5 and of 0.7, and events half as many again as expected. */
  readonly power: { readonly slopeHalf: number; readonly slope70: number; readonly ratio150: number } | null;
}

const eventsOf = ({ event }: TrainingTable): number => event.reduce((sum, e) => sum + (e > 0 ? 1 : 0), 0);

function followUpOf({ time }: TrainingTable): FollowUp {
  const sorted = Float64Array.from(time).sort();
  return { median: sorted[sorted.length >> 1]!, longest: sorted.at(-1)! };
}

/** @throws {RefusedInput} `population.empty`, `population.causes`, `population.lateEntry` */
function check(table: TrainingTable, at: string): void {
  if (table.rows.n === 0) refuse('population.empty', at);
  if (table.event.some((e) => e > 1)) refuse('population.causes', at, 'Hist()', 'Surv()');
  if (table.start) refuse('population.lateEntry', at, 'Surv(start, stop, event)', 'Surv(time, event)');
}

/**
 * Carries a model to another population: covariate shift, discrimination, calibration, recalibrated versions, effects
 * that differ, power, and a verdict by rules fixed in advance (`transportVerdict`).
 *
 * @param after   patients of the new population, encoded as the model was taught; NaN = missing
 * @param before  patients it was learnt from, where they are at hand
 * @throws {RefusedInput} `population.empty`, `population.causes`, `population.lateEntry`
 * @source Debray TPA et al. J Clin Epidemiol 2015;68:279-289; Royston P, Altman DG. BMC Med Res Methodol 2013;13:33
 */
export function transport(
  model: SurvivalModel,
  after: TrainingTable,
  before?: TrainingTable,
  options: TransportOptions = {},
): Transport {
  check(after, 'new population');
  if (before) check(before, 'old population');
  if (model.kind === 'causes') refuse('population.causes', 'model', 'several causes', 'one');
  const { at = usualHorizon(after.time).at, seed = 1, accepted = [], learntFrom, domain } = options;
  const events = eventsOf(after);
  const shift = before ? covariateShift(before, after.rows) : domain ? shiftFromDomain(domain, after.rows) : null;
  const known = new Set(accepted);
  const home = before ? followUpOf(before) : learntFrom?.followUp;
  const questions = [
    ...(options.questions ?? []).filter(({ feature }) => !known.has(feature)),
    ...questionsOf(shift ?? [], known).filter(({ code }) => !(options.unitsAsked && code === 'transport.units')),
    ...(home && !known.has('time') ? timeUnitQuestion(home, followUpOf(after)) : []),
  ];
  const said = whatItSays(model, after, at);
  const old = before && whatItSays(model, before, at);
  const judged = events > 0 ? judge(after, before, said, old, at, { seed, learntFrom }) : null;
  const oldEvents = before ? eventsOf(before) : 0;
  const atHome =
    options.home ??
    (before && old && oldEvents > 0
      ? { kind: 'apparent' as const, harrell: discriminationOf(before, old.risk, at).harrell }
      : null);
  const decided = transportVerdict({
    events,
    questions: questions.length,
    concordance: judged?.discrimination.harrell ?? null,
    slope: judged?.calibration.slope ?? null,
    intercept: judged?.calibration.intercept ?? null,
    differing: judged?.interactions.effects.filter(({ differs }) => differs).length ?? 0,
  });
  return {
    ...decided,
    questions,
    n: after.rows.n,
    events,
    at,
    shift,
    shiftBasis: before ? 'patients' : domain ? 'modelFile' : null,
    membership: before ? membership(before.rows, after.rows, seed) : null,
    discrimination: {
      after: judged?.discrimination ?? null,
      before: atHome,
      attainable: { after: attainableC(said.line), before: old ? attainableC(old.line) : null },
    },
    calibration: judged?.calibration ?? null,
    recalibrated: judged?.recalibrated ?? [],
    interactions: judged?.interactions ?? null,
    power: judged && {
      slopeHalf: powerOf(0.5, judged.calibration.slope.se),
      slope70: powerOf(0.3, judged.calibration.slope.se),
      ratio150: powerOf(Math.log(1.5), judged.calibration.intercept.se),
    },
  };
}

/** Events below which nothing can be adapted or compared. */
const LEAST_EVENTS = 10;

function judge(
  after: TrainingTable,
  before: TrainingTable | undefined,
  said: ReturnType<typeof whatItSays>,
  old: ReturnType<typeof whatItSays> | undefined,
  at: number,
  { seed, learntFrom }: { seed: number; learntFrom: TransportOptions['learntFrom'] },
) {
  const enough = eventsOf(after) >= LEAST_EVENTS && (!before || eventsOf(before) >= LEAST_EVENTS);
  const lines = { after: said.line, before: old?.line };
  const none: DifferingEffects = {
    basis: before ? 'populations' : 'model',
    adjusted: 'together',
    effects: [],
    untested: after.features,
  };
  return {
    discrimination: discriminationOf(after, said.risk, at),
    calibration: agreementOf(after, said, at, before ? eventsOf(before) : learntFrom?.events),
    recalibrated: enough ? recalibrations(after, said, at, seed) : [],
    interactions: enough ? differingEffects(after, before, lines) : none,
  };
}
