/** Dose levels of a label, highest first; what comes after the last is the end of the drug. */
interface DoseLevels {
  readonly unit: string;
  readonly levels: readonly number[];
  /** Levels from this one on are from memory. */
  readonly fromMemory?: number;
}

/**
 * Selinexor weekly with bortezomib: 100, 80, 60, then (from memory) 40 mg. Bortezomib 1.3, 1.0, 0.7 mg/m2.
 *
 * @source EU and Swiss product information of selinexor; product information of bortezomib and the NCI neuropathy table 2003
 */
export const DOSE_LEVELS: Readonly<Record<string, DoseLevels>> = {
  selinexor: { unit: 'mg', levels: [100, 80, 60, 40], fromMemory: 40 },
  bortezomib: { unit: 'mg/m2', levels: [1.3, 1, 0.7] },
};

/** 0 for the full dose, -1 for one level lower, …; null for a dose that is no level. */
export function levelOf({ levels }: DoseLevels, dose: number): number | null {
  const index = levels.findIndex((level) => Math.abs(level - dose) < 1e-9);
  return index === -1 ? null : index === 0 ? 0 : -index;
}
