import { calibration, distributionOf } from '../calibration.ts';
import { latentScores } from '../latent.ts';
import { answerOf, happens, numberOf, type Person, practiceOf } from '../people.ts';
import type { LbclSetting, PlantedValues, Truth } from '../truth.ts';
import { BLOOD_POPULATIONS, linearPredictor } from '../truth.ts';

/** What is true of a synthetic lymphoma patient before the infusion, measured or not. */
export interface LymphomaPerson {
  readonly person: Person;
  readonly scores: Readonly<Record<string, number>>;
  readonly planted: PlantedValues;
  readonly age: number;
  readonly sex: string;
  readonly region: string;
  readonly ecog: string;
  readonly subtype: string;
  readonly firstLine: string;
  readonly priorLines: number;
  readonly stage: string;
  readonly extranodal: number;
  readonly bulkCm: number;
  readonly ferritin: number;
  readonly anc: number;
  readonly hb: number;
  readonly platelets: number;
  readonly lymphocytes: number;
  readonly bridging: string;
  readonly bridgingResponse: string | null;
  readonly product: string;
  readonly veinToVeinDays: number;
  readonly blood: Readonly<Record<string, number>>;
}

/** Italian regions (ISTAT), the northern ones first; where somebody lives has no effect. */
const REGIONS: readonly string[] = [
  '01',
  '03',
  '04',
  '05',
  '06',
  '07',
  '08',
  '09',
  '10',
  '12',
  '13',
  '15',
  '16',
  '18',
  '19',
  '20',
];
export const NORTHERN_REGIONS: readonly string[] = ['01', '03', '04', '05', '06', '07', '08'];

const percent = (median: number, sdLog: number, score: number): number =>
  Math.min(95, median * Math.exp(sdLog * score));

/** Draws one patient of a lymphoma setting. Correlated values come from one latent vector. */
export function lymphomaPerson(person: Person, setting: LbclSetting, seed: number): LymphomaPerson {
  const scores = latentScores(person.draws('latent'));
  const by = person.draws('baseline');
  const number = (code: string, name: string): number => numberOf(setting, code, scores[name] ?? 0);
  const ecog = answerOf(setting, 'stg.ecog', by);
  const tp53 = happens(setting, 'mol.status#TP53', by) ? 1 : 0;
  const product = productOf(person, setting, seed);
  const bridging = bridgingOf(person, setting, seed);
  const responds = happens(setting, 'bridge.response#responder', by);
  const failed = bridging !== 'none' && !responds;
  const blood = person.draws('blood');
  return {
    person,
    scores,
    planted: {
      ctdna: 10 ** number('ctdna.level#log10', 'ctdna'),
      mtv: Math.max(0.5, number('stg.mtv', 'mtv')),
      ldh: number('lab.ldh#ratioUln', 'ldh'),
      tp53,
      exh: percent(8, 0.5, scores.exh ?? 0),
      tcm: percent(16, 0.5, scores.tcm ?? 0),
      crp: number('lab.crp', 'crp'),
      mono: number('leuk.monoBefore', 'mono'),
      bridgeFail: failed ? 1 : 0,
      tisa: product === 'tisa-cel' ? 1 : 0,
      ecog2: Number(ecog) >= 2 ? 1 : 0,
    },
    age: Math.floor(number('demo.birthYear#age', 'age')),
    sex: answerOf(setting, 'demo.sex', by),
    region: REGIONS[by.whole(0, REGIONS.length - 1)] as string,
    ecog,
    subtype: answerOf(setting, 'dx.subtype', by),
    firstLine:
      setting === 'lbcl2l'
        ? answerOf(setting, 'elig.refractoryFirstLine', by)
        : by.chance(0.6)
          ? 'refractory'
          : 'earlyRelapse',
    priorLines: priorLinesOf(setting, by.uniform()),
    stage: answerOf(setting, 'stg.annArbor', by),
    extranodal: numberOf(setting, 'stg.extranodalSites', by.normal()),
    bulkCm: numberOf(setting, 'stg.bulkCm', by.normal()),
    ferritin: number('lab.ferritin', 'ferritin'),
    anc: numberOf(setting, 'lab.anc', by.normal()),
    hb: number('lab.hb', 'hb'),
    platelets: number('lab.plt', 'plt'),
    lymphocytes: number('leuk.alcBefore', 'alc'),
    bridging,
    bridgingResponse:
      bridging === 'none' ? null : responds ? (by.chance(0.3) ? 'CR' : 'PR') : by.chance(0.45) ? 'SD' : 'PD',
    product,
    veinToVeinDays: Math.round(numberOf(setting, 'derived.veinToVeinDays', by.normal())),
    blood: Object.fromEntries(BLOOD_POPULATIONS.map((population) => [population, percent(20, 0.6, blood.normal())])),
  };
}

/** Log hazard over the baseline, the centre's own part included. */
export const logRatioOf = (of: LymphomaPerson, truth: Truth, setting: LbclSetting, seed: number): number =>
  linearPredictor(truth, setting, of.planted) +
  calibration.truthLbcl.centreEffectSd * practiceOf(seed, of.person.centre, 'outcome');

const priorLinesOf = (setting: LbclSetting, u: number): number =>
  setting === 'lbcl2l' ? 1 : u < 0.62 ? 2 : u < 0.89 ? 3 : 4;

/** The product: shares of the setting, with a preference of the centre for tisa-cel where it is used at all. */
function productOf(person: Person, setting: LbclSetting, seed: number): string {
  const of = distributionOf(setting, 'inf.product');
  if (of.kind !== 'categorical') throw new RangeError('productOf: shares of products are needed');
  const lean = Math.exp(0.8 * practiceOf(seed, person.centre, 'tisa'));
  const shares = Object.fromEntries(
    Object.entries(of.p).map(([name, p]) => [name, name === 'tisa-cel' ? p * lean : p]),
  );
  return person.draws('product').pick(shares);
}

/** Bridging, with a habit of the centre for chemotherapy. */
function bridgingOf(person: Person, setting: LbclSetting, seed: number): string {
  const of = distributionOf(setting, 'bridge.kind');
  if (of.kind !== 'categorical') throw new RangeError('bridgingOf: shares of bridging are needed');
  const lean = Math.exp(0.5 * practiceOf(seed, person.centre, 'bridging'));
  const shares = Object.fromEntries(Object.entries(of.p).map(([name, p]) => [name, name === 'chemo' ? p * lean : p]));
  return person.draws('bridging').pick(shares);
}
