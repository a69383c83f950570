import type { Code, Fact } from '@linea/facts';
import { type Sourced, sourced, unknownInput } from '../../patient/patient.ts';

/**
 * A result over its own upper limit, as far as it is known: with its comparator, or between the bounds of an interval.
 * Without a number or a limit the ratio is not known.
 */
export function ulnRatio(fact: Fact | undefined, code: Code): Sourced {
  const uln = fact?.qualifiers?.uln;
  const value = fact?.value;
  if (!fact || !uln || (value?.kind !== 'number' && value?.kind !== 'interval')) return unknownInput(code, 'lab.uln');
  if (value.kind === 'interval')
    return sourced({ low: value.low / uln, high: value.high / uln, unit: '1' }, [fact], code, 'lab.uln');
  const ratio = value.number / uln;
  const censored = { value: ratio, unit: '1', comparator: value.comparator };
  return sourced(value.comparator ? censored : ratio, [fact], code, 'lab.uln');
}
