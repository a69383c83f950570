import type { FormKind } from '@linea/briefs/forms';

type Search = Readonly<Record<string, unknown>>;

/** What the address of a page as of a day says. */
export interface DaySearch {
  readonly asOf?: string;
}

/** What the address of the sheets says: which, of which year, as of which day. */
export interface FormsSearch extends DaySearch {
  readonly kind?: FormKind;
  readonly year?: number;
}

const text = (value: unknown, form: RegExp): string | undefined =>
  typeof value === 'string' && form.test(value) ? value : undefined;

export function daySearch({ asOf }: Search): DaySearch {
  const day = text(asOf, /^\d{4}-\d{2}-\d{2}$/);
  return day === undefined ? {} : { asOf: day };
}

export function formsSearch(search: Search): FormsSearch {
  const kind = text(search.kind, /^(ebmt-(day0|day100|annual)|aifa)$/) as FormKind | undefined;
  const year = text(String(search.year), /^[1-9]\d?$/);
  return {
    ...daySearch(search),
    ...(kind === undefined ? {} : { kind }),
    ...(year === undefined ? {} : { year: Number(year) }),
  };
}
