import type { PatientJson } from '@linea/briefs';
import type {
  BoardDocument,
  DocumentDocument,
  ModelCardDocument,
  OptionsDocument,
  PatientQueriesDocument,
  PatientSummaryDocument,
  PredictionDocument,
  QueriesDocument,
  StudyStateDocument,
  WhyDocument,
} from '@linea/registry/contract';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Language } from '../language/language.ts';
import { loadWords } from '../language/words.ts';
import { get } from './client.ts';

/** As of a day, with what was known by an instant; absent is today, and everything. */
export interface Seen {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
}

export const patientsQuery = (lang: Language) =>
  queryOptions({
    queryKey: ['patients', lang],
    queryFn: ({ signal }) => get<readonly PatientSummaryDocument[]>('/api/patients', { lang }, signal),
  });

export const journeyQuery = (id: string, { asOf, knownAt }: Seen, lang: Language) =>
  queryOptions({
    queryKey: ['journey', id, asOf ?? null, knownAt ?? null, lang],
    queryFn: ({ signal }) =>
      get<PatientJson>(`/api/patients/${encodeURIComponent(id)}`, { asOf, knownAt, lang }, signal),
    placeholderData: keepPreviousData,
  });

/** @param of  `agent=lenalidomide`: only the derivation about this */
export const whyQuery = (
  id: string,
  finding: string,
  of: string | undefined,
  { asOf, knownAt }: Seen,
  lang: Language,
) =>
  queryOptions({
    queryKey: ['why', id, finding, of ?? null, asOf ?? null, knownAt ?? null, lang],
    queryFn: ({ signal }) =>
      get<WhyDocument>(
        `/api/patients/${encodeURIComponent(id)}/why/${encodeURIComponent(finding)}`,
        { of, asOf, knownAt, lang },
        signal,
      ),
    placeholderData: keepPreviousData,
  });

/** @param since  the day to compare with; absent is a year before */
export const optionsQuery = (
  id: string,
  { asOf, since }: { readonly asOf?: string | undefined; readonly since?: string | undefined },
  lang: Language,
) =>
  queryOptions({
    queryKey: ['options', id, asOf ?? null, since ?? null, lang],
    queryFn: ({ signal }) =>
      get<OptionsDocument>(`/api/patients/${encodeURIComponent(id)}/options`, { asOf, since, lang }, signal),
    placeholderData: keepPreviousData,
  });

/** @param phone  the number of the centre as it is to be printed */
export const documentQuery = (
  id: string,
  kind: string,
  { asOf, phone }: { readonly asOf?: string | undefined; readonly phone?: string | undefined },
  lang: Language,
) =>
  queryOptions({
    queryKey: ['document', id, kind, asOf ?? null, phone ?? null, lang],
    queryFn: ({ signal }) =>
      get<DocumentDocument>(
        `/api/patients/${encodeURIComponent(id)}/documents/${kind}`,
        { asOf, phone: phone || undefined, lang },
        signal,
      ),
    placeholderData: keepPreviousData,
  });

export const boardQuery = (id: string, asOf: string | undefined, lang: Language) =>
  queryOptions({
    queryKey: ['board', id, asOf ?? null, lang],
    queryFn: ({ signal }) =>
      get<BoardDocument>(`/api/patients/${encodeURIComponent(id)}/board`, { asOf, lang }, signal),
    placeholderData: keepPreviousData,
  });

export const patientQueriesQuery = (id: string, asOf: string | undefined, lang: Language) =>
  queryOptions({
    queryKey: ['queries', id, asOf ?? null, lang],
    queryFn: ({ signal }) =>
      get<PatientQueriesDocument>(`/api/patients/${encodeURIComponent(id)}/queries`, { asOf, lang }, signal),
    placeholderData: keepPreviousData,
  });

/** The questions about all patients, some patients at a time. */
export const queriesQuery = (centre: string | undefined, severity: string | undefined, lang: Language) =>
  infiniteQueryOptions({
    queryKey: ['queries', centre ?? null, severity ?? null, lang],
    queryFn: ({ signal, pageParam }) =>
      get<QueriesDocument>('/api/queries', { centre, severity, after: pageParam ?? undefined, lang }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

export const wordsQuery = (lang: Language) =>
  queryOptions({
    queryKey: ['words', lang],
    queryFn: () => loadWords(lang),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  });

/** What the study's models say of a patient. */
export const predictionQuery = (id: string, asOf: string | undefined, lang: Language) =>
  queryOptions({
    queryKey: ['prediction', id, asOf ?? null, lang],
    queryFn: ({ signal }) =>
      get<PredictionDocument>(`/api/patients/${encodeURIComponent(id)}/prediction`, { asOf, lang }, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });

const BUILDING_MS = 2000;

/** The study of this registry; asked again while it is being built. */
export const studyQuery = (lang: Language) =>
  queryOptions({
    queryKey: ['study', lang],
    queryFn: ({ signal }) => get<StudyStateDocument>('/api/study', { lang }, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'building' ? BUILDING_MS : false),
  });

export const modelCardQuery = (lang: Language) =>
  queryOptions({
    queryKey: ['model-card', lang],
    queryFn: ({ signal }) => get<ModelCardDocument>('/api/study/model', { lang }, signal),
    retry: false,
  });
