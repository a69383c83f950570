/** How numbers are written in a table. */
export interface NumberForm {
  readonly decimal: '.' | ',';
  /** Between groups of three digits; not given, there are none. */
  readonly thousands?: '.' | ',' | ' ' | "'" | undefined;
}

/** A number as Linea's JSON has it. */
export type CellNumber =
  | { readonly value: number; readonly comparator?: string }
  | { readonly low: number; readonly high: number };

/** Why a text is no number: no digits where they should be, or another decimal sign than the one declared. */
export type NumberProblem = 'number.malformed' | 'number.decimalSign';

const COMPARATOR = /^(<=|>=|≤|≥|=<|=>|<|>)\s*/;
const SPELLED: Readonly<Record<string, string>> = { '=<': '<=', '=>': '>=' };

/** Reads `7.1`, `<0.2`, `>= 5`, `8-9`, `1,5e-4` in the form declared: a sign that could mean two things is refused. */
export function cellNumber(text: string, form: NumberForm): CellNumber | NumberProblem {
  const sign = COMPARATOR.exec(text);
  const rest = sign ? text.slice(sign[0].length) : text;
  const value = plainNumber(rest, form);
  if (typeof value === 'number') {
    const comparator = sign?.[1];
    return comparator === undefined ? { value } : { value, comparator: SPELLED[comparator] ?? comparator };
  }
  const range = sign ? null : /^([\d.,' ]+?)\s*[-–]\s*([\d.,' ]+)$/.exec(rest);
  if (!range) return value;
  const [low, high] = [plainNumber(range[1] as string, form), plainNumber(range[2] as string, form)];
  if (typeof low === 'string') return low;
  return typeof high === 'string' ? high : { low, high };
}

function plainNumber(text: string, { decimal, thousands }: NumberForm): number | NumberProblem {
  const grouped = thousands !== undefined && text.includes(thousands);
  const other = decimal === '.' ? ',' : '.';
  const written = grouped ? withoutGroups(text, thousands, decimal) : text;
  const usesOther = (written ?? text).includes(other) && /^[+-]?\d+[.,]\d+(?:[.,]\d+)?$/.test(text);
  if (usesOther) return 'number.decimalSign';
  if (written === null) return 'number.malformed';
  const number = decimal === ',' ? written.replace(',', '.') : written;
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(number) ? Number(number) : Number.NaN;
  return Number.isFinite(value) ? value : 'number.malformed';
}

/** The digits without group signs, null where these do not stand between groups of three. */
function withoutGroups(text: string, thousands: string, decimal: string): string | null {
  const [whole = '', ...fraction] = text.split(decimal);
  const groups = whole.replace(/^[+-]/, '').split(thousands);
  const proper = groups.every((group, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));
  if (!proper || fraction.length > 1 || fraction[0]?.includes(thousands)) return null;
  return [whole.replaceAll(thousands, ''), ...fraction].join(decimal);
}
