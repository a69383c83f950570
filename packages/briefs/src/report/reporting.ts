import type { Numbers } from './html.ts';
import type { Labels } from './labels.ts';

/** What every part of the report needs. */
export interface Reporting {
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  readonly numbers: Numbers;
  readonly settings: readonly string[];
  readonly named: (setting: string) => string;
  readonly labels: Labels;
  /** The day of the cut, and the named cut where there is one. */
  readonly cut: string;
  /** Patients of the settings compared whose first benefit is known. */
  readonly n: number;
}
