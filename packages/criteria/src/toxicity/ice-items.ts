import { shown } from '@linea/facts';
import { count, type Measured, type Reader } from '../engine/index.ts';

/** Points of an item: a whole number, or yes / no for an item of one point. */
export const pointsUpTo = (most: number): Reader<Measured> => {
  const number = count([0, most]);
  const words: Readonly<Record<string, number>> = most === 1 ? { true: 1, yes: 1, false: 0, no: 0 } : {};
  return {
    ...number,
    read(raw, name) {
      const read = number.read(
        (typeof raw === 'boolean' || typeof raw === 'string' ? words[String(raw)] : undefined) ?? raw,
        name,
      );
      const whole = Number.isInteger(read.input.range.low) && Number.isInteger(read.input.range.high);
      return whole
        ? read
        : {
            input: number.read(null, name).input,
            issues: [{ code: 'number.notInteger', at: name, got: shown(raw), allowed: number.help, fatal: true }],
          };
    },
  };
};

/** The items of the ICE score with their points. */
export const iceItems = {
  orientation: pointsUpTo(4),
  naming: pointsUpTo(3),
  command: pointsUpTo(1),
  writing: pointsUpTo(1),
  attention: pointsUpTo(1),
};
