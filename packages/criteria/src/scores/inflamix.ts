import { readSpan, type Span, shown } from '@linea/facts';
import { type Calculated, calculation, date, type Reader } from '../engine/index.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { inflamixApplications } from './facts/infusion-scores.ts';

/** The fourteen measurements of the paper; the units stay the laboratory's, because nothing is computed. */
const FOURTEEN = ['albumin', 'alp', 'ast', 'bilirubin', 'crp', 'dDimer', 'ferritin', 'haemoglobin', 'il6', 'il10', 'ldh', 'platelets', 'tnf', 'wbc'] as const; // biome-ignore format: a list
const SIX: ReadonlySet<string> = new Set(['albumin', 'alp', 'ast', 'crp', 'haemoglobin', 'ldh']);
type Name = (typeof FOURTEEN)[number];

interface Reported {
  readonly result: Readonly<Record<string, unknown>>;
  readonly days: Span | null;
}

const FORM = '{ value, unit, comparator?, date? }';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** A result as reported; it counts as present also where it is only a bound (`< 5`). */
const reported = (): Reader<Reported | null> => ({
  help: FORM,
  read(raw, name) {
    const { date: on, ...result } = (typeof raw === 'object' && raw !== null ? raw : { value: raw }) as Record<
      string,
      unknown
    >;
    if ((result.value === undefined || result.value === null) && result.low === undefined)
      return { input: null, issues: [] };
    if (!isNumber(result.value ?? result.low))
      return {
        input: null,
        issues: [{ code: 'number.malformed', at: name, got: shown(raw), allowed: FORM, fatal: true }],
      };
    const days = on === undefined || on === null ? null : readSpan(on, `${name}.date`);
    if (days && !days.ok) return { input: null, issues: days.issues.map((issue) => ({ ...issue, fatal: true })) };
    return { input: { result, days: days ? days.value : null }, issues: [] };
  },
});

const measurements = Object.fromEntries(FOURTEEN.map((name) => [name, reported()])) as Record<
  Name,
  Reader<Reported | null>
>;

/**
 * InflaMix, the inputs only - `inflamix`
 *
 * Two clusters of 14 measurements before infusion; the parameters of the model are not in this project, so nothing is
 * computed: `coverage` counts the measurements present of 14, and of the 6 routine ones. The names of six of the
 * fourteen and the routine six are from memory. A result computed elsewhere is recorded as a fact of its own.
 *
 * @param infusionDate  a value dated after it does not count
 * @source Raj SS et al. Nat Med 2025;31:1183-1194
 */
export const inflamix = calculation({
  id: 'inflamix',
  version: '2025',
  source: 'Raj SS et al. Nat Med 2025;31:1183-1194',
  verification: 'memory',
  from: inflamixApplications,
  inputs: { ...measurements, infusionDate: absenceSpeaks(date()) },
  compute: ({ infusionDate, ...given }): Calculated => {
    const infusion = infusionDate.given ? infusionDate.span : null;
    const isLate = (name: Name): boolean => Boolean(infusion && (given[name]?.days?.start ?? -Infinity) > infusion.end);
    const present = FOURTEEN.filter((name) => given[name] !== null && !isLate(name));
    return {
      fields: {
        coverage: { of14: present.length, of6: present.filter((name) => SIX.has(name)).length },
        notMeasured: FOURTEEN.filter((name) => !present.includes(name)),
        components: Object.fromEntries(
          FOURTEEN.map((name) => [name, present.includes(name) ? given[name]?.result : { value: null }]),
        ),
      },
      warnings: FOURTEEN.filter(isLate).map((name) => `afterInfusion:${name}`),
    };
  },
});
