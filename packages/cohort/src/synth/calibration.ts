import { calibrationData } from './calibration.generated.ts';
import type { Distribution } from './distribution.ts';

export type SettingId = 'lbcl2l' | 'lbcl3l' | 'ballRr' | 'mm2l' | 'sle';
export const SETTINGS: readonly SettingId[] = ['lbcl2l', 'lbcl3l', 'ballRr', 'mm2l', 'sle'];

/** What a published source or we ourselves say of a setting (`data/calibration.json`). */
interface Setting {
  readonly labelEn: string;
  readonly labelIt: string;
  readonly n: number;
  readonly registrationPeriod: readonly [start: string, end: string];
  readonly disease: 'LBCL' | 'ALL' | 'MM' | 'SLE';
  readonly baseline: readonly { readonly code: string; readonly distribution: Distribution }[];
  readonly outcomes: readonly {
    readonly endpoint: string;
    readonly group: string;
    readonly month: number | null;
    readonly value: number;
  }[];
  readonly truth?: { readonly pfsLogHr?: Readonly<Record<string, number>> };
}

export interface EffectRow {
  readonly key: string;
  readonly name: string;
  readonly factCode: string;
  readonly logHr2L: number;
  readonly logHr3L: number;
  readonly differs: boolean;
}

export interface Calibration {
  readonly meta: { readonly bannerEn: string; readonly bannerIt: string };
  readonly settings: Readonly<Record<SettingId, Setting>>;
  readonly correlations: { readonly variables: readonly string[]; readonly matrix: readonly (readonly number[])[] };
  readonly centres: { readonly count: number; readonly weights: readonly number[] };
  readonly truthLbcl: {
    readonly centreEffectSd: number;
    readonly effects: readonly EffectRow[];
    readonly nullDecoys: readonly string[];
    readonly interaction: { readonly between: readonly [string, string] };
    readonly oracle: Readonly<
      Record<string, { readonly knotsMonths: readonly number[]; readonly hazardPerMonth: readonly number[] }>
    >;
  };
}

export const calibration = calibrationData as Calibration;

/** The distribution of a baseline value of a setting. @throws {RangeError} the calibration has none */
export function distributionOf(setting: SettingId, code: string): Distribution {
  const row = calibration.settings[setting].baseline.find((one) => one.code === code);
  if (!row) throw new RangeError(`distributionOf: ${setting} has no ${code}`);
  return row.distribution;
}

/** The share of a setting with an outcome. @throws {RangeError} the calibration has none */
export function outcomeOf(setting: SettingId, endpoint: string, group = 'all', month: number | null = null): number {
  const row = calibration.settings[setting].outcomes.find(
    (one) => one.endpoint === endpoint && one.group === group && (month === null || one.month === month),
  );
  if (!row) throw new RangeError(`outcomeOf: ${setting} has no ${endpoint} of ${group}`);
  return row.value;
}

/** The curve of an endpoint over months, `[month, survival]`, ascending. */
export const curveOf = (setting: SettingId, endpoint: string): readonly (readonly [number, number])[] =>
  calibration.settings[setting].outcomes.flatMap((one) =>
    one.endpoint === endpoint && one.group === 'all' && one.month !== null ? [[one.month, one.value] as const] : [],
  );
