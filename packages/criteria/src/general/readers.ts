import { DAYS_PER_MONTH } from '@linea/facts';
import { count, type Measured, quantity, type Reader } from '../engine/index.ts';

/**
 * An input whose absence says something of itself ("MRD not measured", "assay sensitivity not stated"): not given, it
 * does not widen the answer, so generators of incomplete inputs leave it out.
 */
export const absenceSpeaks = <X>({ read, help }: Reader<X>): Reader<X> => ({ read, help });

/** Per cent of cells, 0 to 100: a bare number is a percentage. */
export const percent = (): Reader<Measured> => quantity('%', { bare: true, plausible: [0, 100] });

/** A fraction, 0 to 1: a bare number is a fraction, `{ value, unit: '%' }` is converted. */
export const fraction = (): Reader<Measured> => quantity('1', { bare: true, plausible: [0, 1] });

/** Blood cells in 10*9/L: a bare number is in that unit. */
export const cells = (highest: number): Reader<Measured> =>
  quantity('10*9/L', { bare: true, count: true, plausible: [0, highest] });

/** Days of the labels of follow-up after infusion whose day is not months x 30.4375 (all.md 5.1). */
const LABELLED: Readonly<Record<string, number>> = { M3: 90, M6: 180, M9: 270, M12: 365, M18: 545, M24: 730 };

/** The nominal day of a label: `D+28`, `d120`, `M10`; undefined for anything else. */
function labelledDay(label: string): number | undefined {
  const match = /^(D\+?|M\+?)(\d{1,4})$/i.exec(label.trim());
  if (!match) return undefined;
  const number = Number(match[2]);
  if (/^d/i.test(match[1] as string)) return number;
  return LABELLED[`M${number}`] ?? Math.round(number * DAYS_PER_MONTH);
}

const inDays = count([-36_525, 36_525], 'd');

/** Days since infusion: a number, `{ low, high }`, `{ minDays, maxDays }` or a label (`D+28`, `M10`). */
export const daysSince = (): Reader<Measured> => ({
  help: 'days, { low, high }, or a label: D+28, M10',
  ...(inDays.shape ? { shape: inDays.shape } : {}),
  read(raw, name) {
    if (typeof raw === 'string') return inDays.read(labelledDay(raw) ?? raw, name);
    if (typeof raw !== 'object' || raw === null) return inDays.read(raw, name);
    const { minDays, maxDays, ...rest } = raw as Record<string, unknown>;
    return inDays.read(
      minDays === undefined && maxDays === undefined ? raw : { ...rest, low: minDays, high: maxDays },
      name,
    );
  },
});
