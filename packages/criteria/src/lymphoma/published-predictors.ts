/** A published association: it belongs to its own cohort and is no rule of this system. */
export interface PublishedPredictor {
  /** Message `predictor.<id>` says what was found. */
  readonly id: string;
  readonly cohort: string;
  readonly patients: number | null;
  readonly setting: 'lbcl2l' | 'lbcl3l' | 'any';
  /** Whether it is known when lymphodepletion begins; what is known later serves later horizons only. */
  readonly knownAt: 'lymphodepletion' | 'later';
  readonly verification: 'verified' | 'memory';
  readonly effects: readonly PublishedEffect[];
}

interface PublishedEffect {
  readonly on: 'EFS' | 'PFS' | 'OS' | 'response' | 'completeResponse' | 'relapseOrDeath';
  readonly measure: 'HR' | 'OR';
  readonly value: number;
  readonly lower?: number;
  readonly upper?: number;
  /** What is compared. */
  readonly of?: string;
}

const effect = (on: PublishedEffect['on'], measure: 'HR' | 'OR', value: number, lower?: number, upper?: number, of?: string): PublishedEffect => ({
  on, measure, value, ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }), ...(of === undefined ? {} : { of }),
}); // biome-ignore format: a row

const row = (id: string, cohort: string, patients: number | null, knownAt: PublishedPredictor['knownAt'], effects: readonly PublishedEffect[] = [], more: Partial<PublishedPredictor> = {}): PublishedPredictor => ({
  id, cohort, patients, setting: 'any', knownAt, verification: 'verified', effects, ...more,
}); // biome-ignore format: a row

/**
 * Predictors of outcome after CAR-T cells in large B-cell lymphoma, for priors, feature lists and explanations.
 * @source lymphoma.md 7, each with its cohort
 */
export const publishedPredictors: readonly PublishedPredictor[] = [
  row('zuma7', 'ZUMA-7', 359, 'lymphodepletion', [effect('EFS', 'HR', 0.4, undefined, undefined, 'axi-cel vs transplant'), effect('OS', 'HR', 0.73, undefined, undefined, 'axi-cel vs transplant')], { setting: 'lbcl2l' }),
  row('transform', 'TRANSFORM', 184, 'lymphodepletion', [effect('PFS', 'HR', 0.4, undefined, undefined, 'liso-cel vs transplant'), effect('OS', 'HR', 0.724, undefined, undefined, 'liso-cel vs transplant'), effect('EFS', 'HR', 0.349, 0.229, 0.53, 'interim, liso-cel vs transplant')], { setting: 'lbcl2l' }),
  row('product', 'CART-SIE', 485, 'lymphodepletion', [], { setting: 'lbcl3l' }),
  row('carHematotox', 'CART-SIE', 485, 'lymphodepletion', [], { setting: 'lbcl3l' }),
  row('crpFerritinLdh', 'CART-SIE', 485, 'lymphodepletion', [
    effect('response', 'OR', 0.35, 0.23, 0.55, 'CRP'), effect('response', 'OR', 0.4, 0.25, 0.63, 'ferritin'), effect('response', 'OR', 0.36, 0.24, 0.56, 'LDH'),
    effect('completeResponse', 'OR', 0.31, undefined, undefined, 'CRP'), effect('completeResponse', 'OR', 0.44, undefined, undefined, 'ferritin'), effect('completeResponse', 'OR', 0.41, undefined, undefined, 'LDH'),
  ], { setting: 'lbcl3l' }),
  row('clinical', 'German registry', 356, 'lymphodepletion'),
  row('burden', 'early progression', 116, 'lymphodepletion'),
  row('mtv', 'axi-cel', null, 'lymphodepletion', [effect('OS', 'HR', 0.25, undefined, undefined, 'low vs high at 147.5 mL'), effect('PFS', 'HR', 0.4, undefined, undefined, 'low vs high at 147.5 mL')]),
  row('bridging', 'axi-cel', 148, 'lymphodepletion'),
  row('ctdnaBefore', 'Frank MJ, JCO 2021', 72, 'lymphodepletion'),
  row('ctdnaAfter', 'Frank MJ, JCO 2021', 72, 'later'),
  row('genetics', 'pooled', null, 'lymphodepletion', [effect('OS', 'HR', 1.52, 1.21, 1.89, 'double or triple hit, meta-analysis 2026')]),
  row('antigenLoss', 'progressions', 16, 'later'),
  row('antigenDensity', 'progressions', 16, 'lymphodepletion'),
  row('productPhenotype', 'ZUMA-1; Italian series', 61, 'lymphodepletion'),
  row('productExhaustion', 'Deng Q, Nat Med 2020', null, 'lymphodepletion', [], { verification: 'memory' }),
  row('carRegulatory', 'Good Z, Nat Med 2022', 32, 'later'),
  row('expansion', 'several', null, 'later'),
  row('inflamix', 'InflaMix', 149, 'lymphodepletion', [effect('relapseOrDeath', 'HR', 2.98, 1.6, 4.91)]),
  row('interferon', 'Jain MD, Blood 2021', null, 'lymphodepletion', [], { verification: 'memory' }),
  row('imagingAfter', 'day 30 and month 3', null, 'later', [effect('OS', 'HR', 8.15, 2.81, 23.6, 'SUVmax >= 6.3 at month 3')]),
]; // biome-ignore format: a table
