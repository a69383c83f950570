import { type AnalysisTable, comparedSettings, type Funnel } from '@linea/cohort';
import { blockOf } from '../terms/terms.ts';
import { type Association, associationsOf } from './associations.ts';
import { type BinaryPredictor, binaryPredictors, type Rate, ratesOf } from './binary-predictors.ts';
import { type BlockGain, blockGains } from './blocks.ts';
import { type Caution, cautionOf } from './cautions.ts';
import { type CompetingIncidence, competingIncidences } from './competing.ts';
import { type BaselineRow, baselineOf } from './described/baseline.ts';
import { type CentreCompleteness, completenessOf } from './described/completeness.ts';
import { type Outcome, outcomesOf } from './described/outcomes.ts';
import {
  type Difference,
  differencesOf,
  type Effect,
  effectsOf,
  type Fitted,
  fitSettings,
  type Interaction,
  interactionsOf,
  type Refusal,
} from './effects.ts';
import { type Explained, explainedBy } from './explained.ts';
import { leaveCentreOut, type Performance } from './performance.ts';
import { compareProducts, type ProductComparison } from './products.ts';
import { type Proportional, proportionalOf } from './proportional.ts';
import { type Sustainability, sustainabilityOf } from './sustainability.ts';
import { type Transport, transportOf } from './transport.ts';

/** How thoroughly the plan is run. */
export interface Effort {
  readonly imputations: number;
  readonly iterations: number;
  readonly folds: number;
  /** Repetitions of the cross-validation of blocks; 0 leaves them out. */
  readonly repeats: number;
  readonly resamples: number;
  readonly leaveCentreOut: boolean;
  /** Completed tables for each centre left out. */
  readonly centreImputations: number;
}

export const EFFORTS: Readonly<Record<'quick' | 'default' | 'thorough', Effort>> = {
  quick: {
    imputations: 2,
    iterations: 3,
    folds: 5,
    repeats: 1,
    resamples: 200,
    leaveCentreOut: false,
    centreImputations: 0,
  },
  default: {
    imputations: 5,
    iterations: 10,
    folds: 5,
    repeats: 4,
    resamples: 500,
    leaveCentreOut: true,
    centreImputations: 2,
  },
  thorough: {
    imputations: 20,
    iterations: 20,
    folds: 10,
    repeats: 10,
    resamples: 2000,
    leaveCentreOut: true,
    centreImputations: 20,
  },
};

/** The named results of a study's plan. */
export interface PlanResults {
  readonly populations: Readonly<Record<string, Omit<Funnel, 'setting'>>>;
  readonly completeness: readonly CentreCompleteness[];
  readonly baseline: readonly BaselineRow[];
  readonly outcomes: readonly Outcome[];
  readonly effects: readonly Effect[];
  /** Whether the ratios of `effects` stay the same over time. */
  readonly proportional: readonly Proportional[];
  readonly differences: readonly Difference[];
  readonly interactions: readonly Interaction[];
  readonly blocks: readonly BlockGain[];
  readonly leaks: readonly { readonly feature: string; readonly code: string }[];
  readonly performance: Readonly<Record<string, Performance>>;
  readonly transport: Transport | null;
  /** Responses and toxicities: how often, by setting. */
  readonly rates: readonly Rate[];
  /** Predictors of responses and toxicities, alone and together (log odds ratios). */
  readonly predictors: readonly BinaryPredictor[];
  readonly competing: readonly CompetingIncidence[];
  /** Findings in the tumour against the immune state. */
  readonly associations: readonly Association[];
  /** What the models of the first benefit go by, a setting each. */
  readonly explanations: readonly Explained[];
  readonly products: readonly ProductComparison[];
  readonly sustainability: readonly Sustainability[];
  /** Models that are fitted with few events for their terms: `got` is events / terms. */
  readonly cautions: readonly Caution[];
  /** Models that were not fitted, and terms that could not be estimated. */
  readonly refused: readonly Refusal[];
  /** Every shortcut taken, by code. */
  readonly shortcuts: readonly string[];
}

export type Step = 'predictors' | 'effects' | 'blocks' | 'performance' | 'transport';

/**
 * Runs the plan of a study on its table. Deterministic by the study's seed.
 *
 * @param progress  called before each step
 */
export function runPlan(table: AnalysisTable, effort: Effort, progress: (step: Step) => void = () => {}): PlanResults {
  const { study } = table;
  const { second, later } = study.settings;
  const settings = comparedSettings(study).filter((setting) => table.patients.some((of) => of.setting === setting));
  const imputation = { m: effort.imputations, iterations: effort.iterations, seed: study.seed };
  const endpoints = study.endpoints.filter(({ id, kind }) => kind === 'benefit' && table.times[id]).map(({ id }) => id);
  progress('effects');
  const fits = endpoints.map((endpoint, k) =>
    fitSettings(table, endpoint, settings, imputation, { scan: true, isMain: k === 0 }),
  );
  const fitted: readonly (readonly Fitted[])[] = fits.map((of) => of.fitted);
  progress('blocks');
  const main = endpoints[0];
  const blocks =
    main === undefined || effort.repeats === 0
      ? []
      : blockGains(table, main, settings, {
          folds: effort.folds,
          repeats: effort.repeats,
          resamples: effort.resamples,
          seed: study.seed,
        });
  progress('performance');
  const judged =
    main !== undefined && effort.leaveCentreOut
      ? settings.map((setting) => ({
          setting,
          of: leaveCentreOut(table, main, setting, { ...imputation, m: effort.centreImputations }),
        }))
      : [];
  progress('transport');
  const [from, to] = [later[0], second[0]];
  const differences = fitted.flatMap((of) =>
    differencesOf(of, study.settings, study.model.controls, (key) => blockOf(table, key)),
  );
  const differing = differences.filter(({ endpoint, differs }) => endpoint === main && differs).map(({ key }) => key);
  const transport =
    main !== undefined && from !== undefined && to !== undefined
      ? transportOf(table, main, from, to, imputation, differing)
      : null;
  progress('predictors');
  const { comparison } = study.model;
  const binary = binaryPredictors(table, settings, imputation);
  const compared =
    comparison === undefined
      ? []
      : endpoints.flatMap((endpoint) =>
          settings.map((setting) => compareProducts(table, endpoint, setting, comparison, imputation)),
        );
  const sustained = main === undefined ? [] : sustainabilityOf(table, main, settings);
  return {
    populations: Object.fromEntries(table.funnels.map(({ setting, ...counts }) => [setting, counts])),
    completeness: completenessOf(table, settings),
    baseline: baselineOf(table, settings),
    outcomes: outcomesOf(table, endpoints, settings),
    effects: fitted.flatMap(effectsOf),
    proportional: fitted.flat().flatMap(proportionalOf),
    differences,
    interactions: fitted.flatMap(interactionsOf),
    blocks,
    leaks: table.leaks.map(({ feature, code }) => ({ feature, code })),
    performance: Object.fromEntries(judged.flatMap(({ setting, of }) => ('code' in of ? [] : [[setting, of]]))),
    transport,
    rates: ratesOf(table, settings),
    predictors: binary.predictors,
    competing: competingIncidences(table, settings),
    associations: associationsOf(table, settings),
    explanations: main === undefined ? [] : explainedBy(table, main, settings, imputation),
    products: compared.flatMap((one) => ('code' in one ? [] : [one])),
    sustainability: sustained.flatMap((one) => ('code' in one ? [] : [one])),
    cautions: [...fitted.flat().flatMap(cautionOf), ...binary.cautions],
    refused: [
      ...fits.flatMap((of) => of.refused),
      ...binary.refused,
      ...compared.flatMap((one) => ('code' in one ? [one] : [])),
      ...judged.flatMap(({ of }) => ('code' in of ? [of] : [])),
      ...sustained.flatMap((one) => ('code' in one ? [one] : [])),
    ],
    shortcuts: [
      ...(effort.leaveCentreOut ? [] : ['noLeaveCentreOut']),
      ...(effort.imputations < 5 ? ['fewImputations'] : []),
      // As many tables as percent of information are missing (White, Royston and Wood, Stat Med 2011;30:377-399).
      ...(effort.imputations < 20 ? ['seedMovesEstimates'] : []),
      ...(effort.repeats < 4 ? ['fewRepeats'] : []),
      ...(study.assumed === 'asDated' ? ['assumedAsDated'] : []),
      'meanForGapsInHeldOut',
      'fitsKeptInIntervals',
      'oneImputationElsewhere',
      // What a definition promises of a new treatment that ends the follow-up.
      ...(Object.keys(table.times).some((id) => id !== 'os') ? ['noSensitivity'] : []),
      ...(effort.leaveCentreOut && effort.centreImputations < effort.imputations ? ['fewImputationsByCentre'] : []),
      ...(table.matrices.length > 0 ? ['componentsAndScreenedGenes'] : []),
    ],
  };
}
