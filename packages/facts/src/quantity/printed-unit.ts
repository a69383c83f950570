const POWERS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = (digits: string): string => [...digits].map((digit) => POWERS[Number(digit)]).join('');

/** What UCUM writes for machines, as it is printed: in this order. */
const PRINTED: readonly (readonly [RegExp, string | ((...parts: string[]) => string)])[] = [
  [/\{1\.73_m2\}/, '1.73 m2'],
  [/[{}]/g, ''],
  [/Cel\b/, '°C'],
  [/\[degF\]/, '°F'],
  [/\[lb_av\]/, 'lb'],
  [/[[\]]/g, ''],
  [/10\*(\d+)/g, (_, power = '') => `10${raised(power)}`],
  [/m([23])(?!\d)/g, (_, power = '') => `m${raised(power)}`],
  [/(^|\/)u(?=[gLm])/g, '$1µ'],
  [/\((\d+)\.(\w+)\)/, '$1 $2'],
  [/(?<=[A-Za-z])\.(?=[A-Za-z])/g, '·'],
];

/**
 * A UCUM unit as people write it: `10*9/L` is 10⁹/L, `Cel` °C, `ug/L` µg/L, `mm[Hg]` mmHg, `{hGE}/mL` hGE/mL.
 *
 * @returns an empty text where there is nothing to print: no unit, a pure number, or something that is counted
 */
export function printedUnit(unit: string | null): string {
  if (unit === null) return '';
  const known = printed.get(unit);
  if (known !== undefined) return known;
  const text = isCounted(unit) ? '' : PRINTED.reduce((so, [from, to]) => so.replace(from, to as string), unit);
  if (printed.size < MOST) printed.set(unit, text);
  return text;
}

const isCounted = (unit: string): boolean => unit === '1' || /^\{[^{}]*\}$/.test(unit);

/** A patient has thousands of values in a few units. */
const printed = new Map<string, string>();
const MOST = 1_000;
