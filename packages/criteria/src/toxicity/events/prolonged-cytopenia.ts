import { withMembers } from '@linea/facts';
import { type Calculated, calculation, count, EPSILON, list } from '../../engine/index.ts';
import { cellsPerMicrolitre, haemoglobinOf, plateletCount } from '../../general/laboratory.ts';
import { absenceSpeaks, daysSince } from '../../general/readers.ts';
import { cytopeniaApplications } from '../facts/counts.ts';
import { type Measurements, measurements, shifted } from '../icaht/series.ts';

type Period = 'early' | 'prolonged' | 'late';
const PERIODS: readonly Period[] = ['early', 'prolonged', 'late'];
/** Days 30 to 90, both included, are prolonged. */
const periodOf = (day: number): Period => (day < 30 ? 'early' : day <= 90 ? 'prolonged' : 'late');

/** Values of CTCAE grade 3 or worse of each lineage, below these limits; and how long a transfusion supports a value. */
const LINEAGES = {
  neutrophils: { limit: 1000, supportDays: null },
  platelets: { limit: 50, supportDays: 7 },
  haemoglobin: { limit: 8, supportDays: 14 },
} as const;

interface Found {
  readonly periods: readonly Period[];
  readonly days: readonly number[];
  readonly open: readonly number[];
  readonly supported: boolean;
}

function lineage(
  { byDay }: { readonly byDay: ReadonlyMap<number, { low: number; high: number }> },
  limit: number,
  supportDays: number | null,
  transfusions: readonly number[],
): Found {
  const measured = [...byDay].filter(([day]) => day >= 0).sort(([a], [b]) => a - b);
  const low = measured.filter(([, { high }]) => high < limit - EPSILON).map(([day]) => day);
  const open = measured
    .filter(([, count]) => count.low < limit - EPSILON && count.high >= limit - EPSILON)
    .map(([day]) => day);
  const supported =
    supportDays !== null &&
    measured.some(([day]) => transfusions.some((given) => given <= day && given >= day - supportDays));
  return {
    periods: PERIODS.filter((period) => low.some((day) => periodOf(day) === period)),
    days: low,
    open,
    supported,
  };
}

const daysOf = () => absenceSpeaks(list(daysSince()));

/**
 * Cytopenia after infusion by period - `prolongedCytopenia`
 *
 *  any lineage of CTCAE grade 3 or worse: ANC < 1000/uL, platelets < 50 x 10*9/L, haemoglobin < 8.0 g/dL
 *  early before day 30, prolonged days 30 to 90, late after day 90
 *
 * The answer is the latest period in which any lineage was so low; each lineage with its days stands beside. A transfusion
 * in the 7 (platelets) or 14 (red cells) days before a value adds `valueSupported`.
 *
 * @param anc, platelets, haemoglobin  `{ day, value, unit }`
 * @param plateletTransfusionDays, redCellTransfusionDays  days of transfusions
 * @source Jain T et al. Blood 2023;141:2460-2469
 */
export const prolongedCytopenia = calculation({
  id: 'prolongedCytopenia',
  version: '2023',
  source: 'Jain T et al. Blood 2023;141:2460-2469',
  from: cytopeniaApplications,
  inputs: {
    infusionDay: absenceSpeaks(count([-36_525, 36_525], 'd')),
    anc: absenceSpeaks(measurements(cellsPerMicrolitre)),
    platelets: absenceSpeaks(measurements(plateletCount)),
    haemoglobin: absenceSpeaks(measurements(haemoglobinOf)),
    plateletTransfusionDays: daysOf(),
    redCellTransfusionDays: daysOf(),
  },
  compute: ({
    infusionDay,
    anc,
    platelets,
    haemoglobin,
    plateletTransfusionDays,
    redCellTransfusionDays,
  }): Calculated => {
    const zero = infusionDay.given ? infusionDay.range.low : 0;
    const of = (series: Measurements) => ({ byDay: shifted(series, zero, Infinity) });
    const days = (given: typeof plateletTransfusionDays) =>
      given.flatMap((one) => (one.given ? [one.range.low - zero] : []));
    const { neutrophils: n, platelets: p, haemoglobin: h } = LINEAGES;
    const found = {
      neutrophils: lineage(of(anc), n.limit, n.supportDays, []),
      platelets: lineage(of(platelets), p.limit, p.supportDays, days(plateletTransfusionDays)),
      haemoglobin: lineage(of(haemoglobin), h.limit, h.supportDays, days(redCellTransfusionDays)),
    };
    const all = Object.values(found);
    const latest = PERIODS.findLast((period) => all.some(({ periods }) => periods.includes(period)));
    const missing = [
      ...(anc.byDay.size > 0 ? [] : ['anc']),
      ...(platelets.byDay.size > 0 ? [] : ['platelets']),
      ...(haemoglobin.byDay.size > 0 ? [] : ['haemoglobin']),
    ];
    const lineages = Object.fromEntries(
      Object.entries(found).map(([name, { periods, days: on }]) => [name, { periods, days: on }]),
    );
    const isUnknown = latest === undefined && missing.length > 0;
    return {
      fields: withMembers(
        isUnknown
          ? { status: 'indeterminate', possible: ['none', ...PERIODS], missing }
          : { value: latest ?? 'none', missing: [] },
        { lineages },
      ),
      warnings: all.some(({ supported }) => supported) ? ['valueSupported'] : [],
    };
  },
});
