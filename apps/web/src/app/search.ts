import { isLanguage, type Language } from '../language/language.ts';

type Search = Readonly<Record<string, unknown>>;

/** What every address may say: the language. */
export interface AnySearch {
  readonly lang?: Language;
}

/** What the address of a journey says: all that is seen of it can be sent to somebody else. */
export interface JourneySearch {
  /** As of this day; absent is today. */
  readonly asOf?: string;
  /** With what was known at the end of this day; absent is everything. */
  readonly knownAt?: string;
  readonly axis?: 'infusion';
  /** The days in view: of the calendar `2024-04-01`, or from the infusion `-14`. */
  readonly from?: string;
  readonly to?: string;
  /** What is explained beside the chart: `fact:a014`, `finding:mm.r2iss`. */
  readonly why?: string;
}

/** What the address of an estimate says. */
export interface PredictSearch {
  readonly asOf?: string;
  /** The decision whose estimates are shown in full: `ld.start`; absent is the last one. */
  readonly at?: string;
  /** The outcome that is explained: `pfs`; absent is the first. */
  readonly of?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_OR_OFFSET = /^(\d{4}-\d{2}-\d{2}|-?\d{1,5})$/;

const text = (value: unknown, form: RegExp): string | undefined =>
  typeof value === 'string' && form.test(value) ? value : undefined;

const given = <T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

export const anySearch = (search: Search): AnySearch =>
  given<AnySearch>({ lang: isLanguage(search.lang) ? search.lang : undefined });

/** What the address says, what it cannot mean left out. */
export const journeySearch = (search: Search): JourneySearch =>
  given<JourneySearch>({
    asOf: text(search.asOf, DAY),
    knownAt: text(search.knownAt, DAY),
    axis: search.axis === 'infusion' ? 'infusion' : undefined,
    from: text(search.from, DAY_OR_OFFSET),
    to: text(search.to, DAY_OR_OFFSET),
    why: text(search.why, /^(fact|finding|day):.{1,300}$/),
  });

/** What the address of the options says: the day, and the day to compare with. */
export interface OptionsSearch {
  readonly asOf?: string;
  readonly since?: string;
}

export const optionsSearch = (search: Search): OptionsSearch =>
  given<OptionsSearch>({ asOf: text(search.asOf, DAY), since: text(search.since, DAY) });

export const predictSearch = (search: Search): PredictSearch =>
  given<PredictSearch>({
    asOf: text(search.asOf, DAY),
    at: text(search.at, /^[a-z0-9.]{2,20}$/),
    of: text(search.of, /^[a-z0-9]{2,20}$/),
  });

export const DOCUMENTS = [
  'brief-patient',
  'brief-clinician',
  'letter-discharge',
  'letter-day100',
  'narrative',
] as const;

/** What the address of the documents says: which one, and the day. */
export interface DocumentsSearch {
  readonly kind?: (typeof DOCUMENTS)[number];
  readonly asOf?: string | undefined;
}

export const documentsSearch = (search: Search): DocumentsSearch =>
  given<DocumentsSearch>({ kind: DOCUMENTS.find((one) => one === search.kind), asOf: text(search.asOf, DAY) });

/** Which admission a bedside sheet is of: the event of its infusion; absent is the last one. */
export interface BedsideSearch {
  readonly admission?: string;
}

export const bedsideSearch = (search: Search): BedsideSearch =>
  given<BedsideSearch>({ admission: text(search.admission, /^infusion:.{1,200}$/) });

/** What the address of all questions says: of which centre, how severe. */
export interface QueriesSearch {
  readonly centre?: string;
  readonly severity?: 'error' | 'warning' | 'info';
}

export const queriesSearch = (search: Search): QueriesSearch =>
  given<QueriesSearch>({
    centre: text(search.centre, /^.{1,200}$/),
    severity: text(search.severity, /^(error|warning|info)$/) as QueriesSearch['severity'],
  });

/** What may be due. */
export const DUE_KINDS = ['consent', 'milestone', 'form', 'assessment', 'sample', 'query'] as const;
/** Days ahead that a list may look. */
export const AHEAD = [0, 30, 90] as const;

/** What the address of the worklist says: of which centre, which kind, how far ahead, as of when. */
export interface WorklistSearch {
  readonly centre?: string;
  readonly kind?: (typeof DUE_KINDS)[number];
  readonly days?: (typeof AHEAD)[number];
  readonly asOf?: string;
}

export const worklistSearch = (search: Search): WorklistSearch =>
  given<WorklistSearch>({
    centre: text(search.centre, /^.{1,200}$/),
    kind: DUE_KINDS.find((one) => one === search.kind),
    days: AHEAD.find((one) => String(one) === String(search.days)),
    asOf: text(search.asOf, DAY),
  });

export const FIGURES = ['journey', 'response', 'course'] as const;

/** What the address of the figures says: which one, over which days, as of when. */
export interface FiguresSearch {
  readonly kind?: (typeof FIGURES)[number];
  readonly axis?: 'infusion';
  readonly asOf?: string;
}

export const figuresSearch = (search: Search): FiguresSearch =>
  given<FiguresSearch>({
    kind: FIGURES.find((one) => one === search.kind),
    axis: search.axis === 'infusion' ? 'infusion' : undefined,
    asOf: text(search.asOf, DAY),
  });

/** Addresses hold plain text, nothing quoted: `?asOf=2024-03-31&lang=it`. */
export const parseSearch = (query: string): Record<string, string> => Object.fromEntries(new URLSearchParams(query));

export function stringifySearch(search: Search): string {
  const query = new URLSearchParams(
    Object.entries(search).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, String(value)]],
    ),
  ).toString();
  return query === '' ? '' : `?${query.replaceAll('%3A', ':').replaceAll('%2C', ',')}`;
}
