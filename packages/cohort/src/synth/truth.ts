import { calibration, type EffectRow } from './calibration.ts';

export type LbclSetting = 'lbcl2l' | 'lbcl3l';
type Transform = 'identity' | 'log2' | 'log10' | 'log';

/** How a planted effect reads the cohort table: on `(transform(column) - centre) / scale`. */
interface Planted {
  readonly column: string;
  readonly transform: Transform;
  readonly centre: number;
  readonly scale: number;
}

/** Where each planted effect stands in the cohort table. The interaction has no column of its own. */
export const PLANTED: Readonly<Record<string, Planted>> = {
  ctdna: { column: 'ctdna', transform: 'log10', centre: 2.1, scale: 1 },
  mtv: { column: 'mtv', transform: 'log2', centre: 6.6, scale: 1 },
  ldh: { column: 'ldh_ratio', transform: 'log2', centre: 0.3, scale: 1 },
  tp53: { column: 'tp53', transform: 'identity', centre: 0, scale: 1 },
  exh: { column: 'product_cd8_exh', transform: 'log', centre: Math.log(8), scale: 0.5 },
  tcm: { column: 'product_cd8_tcm', transform: 'log', centre: Math.log(16), scale: 0.5 },
  crp: { column: 'crp', transform: 'log2', centre: 3.6, scale: 1 },
  mono: { column: 'mono_apheresis', transform: 'log', centre: Math.log(0.475), scale: 0.5 },
  bridgeFail: { column: 'bridge_failed', transform: 'identity', centre: 0, scale: 1 },
  tisa: { column: 'product_tisa', transform: 'identity', centre: 0, scale: 1 },
  ecog2: { column: 'ecog2', transform: 'identity', centre: 0, scale: 1 },
};

/** Columns of the cohort table without any effect on benefit. */
const DECOYS: readonly string[] = [
  'age',
  'sex_female',
  'region_north',
  'extranodal_sites',
  'hb',
  'platelets',
  'neutrophils',
];

/** What is planted in the lymphoma settings. */
export interface Truth {
  readonly effects: readonly EffectRow[];
  /** Log hazard ratio of the product of two centred effects; null when none is planted. */
  readonly interaction: {
    readonly between: readonly [string, string];
    readonly logHr2L: number;
    readonly logHr3L: number;
  } | null;
}

/** The calibration's own truth. */
export function defaultTruth(): Truth {
  const { effects, interaction } = calibration.truthLbcl;
  const row = effects.find((effect) => effect.factCode === 'interaction');
  return {
    effects: effects.filter((effect) => effect !== row),
    interaction: row ? { between: interaction.between, logHr2L: row.logHr2L, logHr3L: row.logHr3L } : null,
  };
}

/** Values of the planted columns of one patient. */
export type PlantedValues = Readonly<Record<string, number>>;

/** The term an effect is planted on: the transformed column, centred and scaled. */
export function termOf(key: string, values: PlantedValues): number {
  const planted = PLANTED[key];
  if (!planted) throw new RangeError(`termOf: nothing is planted as ${key}`);
  const value = values[key];
  if (value === undefined) throw new RangeError(`termOf: no value of ${key}`);
  return (transformed(planted.transform, value) - planted.centre) / planted.scale;
}

const transformed = (transform: Transform, value: number): number =>
  transform === 'log2'
    ? Math.log2(value)
    : transform === 'log10'
      ? Math.log10(value)
      : transform === 'log'
        ? Math.log(value)
        : value;

/** Log hazard of one patient over the baseline of the setting, centre left out. */
export function linearPredictor(truth: Truth, setting: LbclSetting, values: PlantedValues): number {
  const own = setting === 'lbcl2l' ? 'logHr2L' : 'logHr3L';
  let sum = 0;
  for (const effect of truth.effects) if (effect[own] !== 0) sum += effect[own] * termOf(effect.key, values);
  const pair = truth.interaction;
  if (pair && pair[own] !== 0) sum += pair[own] * termOf(pair.between[0], values) * termOf(pair.between[1], values);
  return sum;
}

/** `truth.json`: what was planted and where the cohort table shows it. */
export function truthJson(truth: Truth, seed: number): Record<string, unknown> {
  const { meta } = calibration;
  return {
    synthetic: true,
    bannerEn: meta.bannerEn,
    bannerIt: meta.bannerIt,
    seed,
    endpoint: 'pfs',
    effects: truth.effects.map((effect) => ({
      key: effect.key,
      name: effect.name,
      logHr2L: effect.logHr2L,
      logHr3L: effect.logHr3L,
      differs: effect.logHr2L !== effect.logHr3L,
      ...PLANTED[effect.key],
    })),
    interaction: truth.interaction,
    decoys: [...DECOYS, ...BLOOD_POPULATIONS.map(bloodColumn)],
    leaks: ['car.expansionPeak', 'ctdna.foldChange', 'resp.lugano', 'crs.maxGrade'],
  };
}

/** Populations of a blood sample before lymphodepletion: decoys, all of them. */
export const BLOOD_POPULATIONS: readonly string[] = [
  'T', 'CD4', 'CD8', 'CD4-naive', 'CD4-tcm', 'CD4-tem', 'CD8-naive', 'CD8-tscm', 'CD8-tcm', 'CD8-tem', 'CD8-temra', 'CD8-exh', 'treg', 'B', 'NK',
  'mono', 'monoClassical', 'mdsc', 'plasmablast',
]; // biome-ignore format: a list

/** The column of a blood population in the cohort table: `blood_cd8_tcm`. */
export const bloodColumn = (population: string): string => `blood_${population.toLowerCase().replaceAll('-', '_')}`;
