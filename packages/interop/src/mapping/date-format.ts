import { type Issue, ok, type Result, refused, shown } from '@linea/facts';

/** Reads dates in one written form; null where the text has another. */
export type DateFormat = (text: string) => { readonly edtf: string; readonly time?: string } | null;

// biome-ignore format: a table
const TOKENS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})', YY: '(?<short>\\d{2})', MM: '(?<month>\\d{2})', M: '(?<month>\\d{1,2})', DD: '(?<day>\\d{2})', D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})', mm: '(?<minute>\\d{2})', ss: '(?<second>\\d{2})',
};

const FORM = /^(?:YYYY|YY|MM|M|DD|D|HH|mm|ss|[ ./:,T-])+$/;

/**
 * `DD/MM/YYYY`, `D.M.YY`, `MM/YYYY`, `DD/MM/YYYY HH:mm` as a reader of dates. A year of two digits is one of this century.
 * Month and day of one letter take one or two digits.
 */
function dateFormat(form: string, at: string): Result<DateFormat> {
  const wrong = (): Result<never> =>
    refused({ code: 'mapping.dateFormat', at, got: shown(form), allowed: 'YYYY YY MM M DD D HH mm ss' });
  const tokens = form.match(/YYYY|YY|MM|M|DD|D|HH|mm|ss/g) ?? [];
  const kinds = tokens.map((token) => (token === 'mm' ? 'minute' : token[0]));
  const has = (kind: string): boolean => kinds.includes(kind);
  if (!FORM.test(form) || new Set(kinds).size < kinds.length || !has('Y') || (has('D') && !has('M'))) return wrong();
  const source = form.replace(/YYYY|YY|MM|M|DD|D|HH|mm|ss|[.]/g, (token) => TOKENS[token] ?? '\\.');
  const pattern = new RegExp(`^${source}$`);
  return ok((text) => {
    const found = pattern.exec(text.trim())?.groups;
    if (!found) return null;
    const { year = `20${found.short}`, month, day, hour, minute, second } = found;
    const parts = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined);
    const time =
      hour === undefined ? undefined : `${hour}:${minute ?? '00'}${second === undefined ? '' : `:${second}`}`;
    return { edtf: parts.join('-'), ...(time === undefined ? {} : { time }) };
  });
}

/** All formats, or what is wrong with each. */
export function dateFormats(forms: readonly string[], at: (index: number) => string): Result<readonly DateFormat[]> {
  const read = forms.map((form, index) => dateFormat(form, at(index)));
  const issues: readonly Issue[] = read.flatMap((result) => (result.ok ? [] : result.issues));
  return issues.length > 0 ? { ok: false, issues } : ok(read.flatMap((result) => (result.ok ? [result.value] : [])));
}
