import { shown, withMembers } from '@linea/facts';
import { calculation, count, type Measured, type Reader } from '../engine/index.ts';
import { isExactly } from '../general/compare.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { shownMeasure } from '../general/shown-measure.ts';
import { ecogApplications } from './facts/staging-scores.ts';

/** A number of the scale; anything between its steps is refused. */
function step(size: number, most: number): Reader<Measured> {
  const number = count([0, most]);
  return withMembers(number, {
    help: `0, ${size}, … ${most}`,
    read(raw, name) {
      const read = number.read(raw, name);
      const { given, range } = read.input;
      if (!given || (range.low % size === 0 && range.high % size === 0)) return read;
      return {
        input: number.read(null, name).input,
        issues: [
          { code: 'number.notOnScale', at: name, got: shown(raw), allowed: `0, ${size}, … ${most}`, fatal: true },
        ],
      };
    },
  });
}

/** ECOG of a Karnofsky score: 90-100 is 0, 70-80 is 1, 50-60 is 2, 30-40 is 3, 10-20 is 4, 0 is 5. */
const fromKarnofsky = (score: number): number => (score === 0 ? 5 : Math.min(4, Math.floor((100 - score) / 20)));

/**
 * ECOG performance status, also from Karnofsky - `ecog`
 *
 *  0 fully active; 1 restricted in strenuous activity; 2 up more than half of the day, unable to work; 3 limited
 *  self-care, in bed or chair more than half of the day; 4 fully disabled; 5 dead
 *  Karnofsky 90-100: 0, 70-80: 1, 50-60: 2, 30-40: 3, 10-20: 4, 0: 5 (`mappedFromKarnofsky`, a convention)
 *
 * Never derived from anything else. A recorded ECOG wins over Karnofsky.
 *
 * @param karnofsky  0 to 100 in steps of 10; other numbers are refused
 * @source Oken MM et al. Am J Clin Oncol 1982;5:649-655; mapping: convention of the specification
 */
export const ecog = calculation({
  id: 'ecog',
  version: '1982',
  source: 'Oken MM et al. Am J Clin Oncol 1982;5:649-655; mapping from Karnofsky: convention',
  verification: 'convention',
  from: ecogApplications,
  inputs: { ecog: absenceSpeaks(step(1, 5)), karnofsky: absenceSpeaks(step(10, 100)) },
  alias: { kps: 'karnofsky' },
  compute: ({ ecog, karnofsky }) => {
    const mapped = !ecog.given && karnofsky.given;
    const [from, to] = mapped
      ? [karnofsky.range.high, karnofsky.range.low].map(fromKarnofsky)
      : [ecog.range.low, ecog.range.high];
    const [low, high] = [from as number, to as number];
    const decided = (mapped ? isExactly(karnofsky) : isExactly(ecog)) || low === high;
    const possible = Array.from({ length: high - low + 1 }, (_, index) => low + index);
    const outcome = decided
      ? { value: low, score: low, missing: [] }
      : { status: 'indeterminate', possible, score: null, missing: mapped ? ['karnofsky'] : ['ecog'] };
    return {
      fields: withMembers(outcome, {
        min: low,
        max: high,
        components: { ecog: shownMeasure(ecog), karnofsky: shownMeasure(karnofsky) },
      }),
      warnings: mapped ? ['mappedFromKarnofsky'] : [],
    };
  },
});
