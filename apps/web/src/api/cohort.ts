import type {
  CohortComparisonDocument,
  CohortCurvesDocument,
  CohortDocument,
  CohortForestDocument,
  CohortImmuneDocument,
  CohortOncoprintDocument,
  CohortSwimmerDocument,
} from '@linea/registry/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Language } from '../language/language.ts';
import { get } from './client.ts';

/** Filters and what else the address of a cohort says. */
export type CohortAsked = Readonly<Record<string, string | undefined>>;

const BUILDING_MS = 1000;

/** One answer about a cohort; asked again while its patients are being worked out. */
function cohortQueryOf<T extends { readonly status: string }>(path: string, asked: CohortAsked, lang: Language) {
  return queryOptions({
    queryKey: ['cohort', path, asked, lang],
    queryFn: ({ signal }) => get<T>(path, { ...asked, lang }, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'building' ? BUILDING_MS : false),
    placeholderData: keepPreviousData,
  });
}

export const cohortQuery = (asked: CohortAsked, lang: Language) =>
  cohortQueryOf<CohortDocument>('/api/cohort', asked, lang);

export const cohortCurvesQuery = (asked: CohortAsked, lang: Language) =>
  cohortQueryOf<CohortCurvesDocument>('/api/cohort/curves', asked, lang);

export const cohortForestQuery = (asked: CohortAsked, lang: Language) =>
  cohortQueryOf<CohortForestDocument>('/api/cohort/forest', asked, lang);

export const cohortImmuneQuery = (asked: CohortAsked, lang: Language) =>
  cohortQueryOf<CohortImmuneDocument>('/api/cohort/immune', asked, lang);

export const cohortSwimmerQuery = (asked: CohortAsked, lang: Language) =>
  cohortQueryOf<CohortSwimmerDocument>('/api/cohort/swimmer', asked, lang);

export const cohortOncoprintQuery = (asked: CohortAsked, lang: Language) =>
  cohortQueryOf<CohortOncoprintDocument>('/api/cohort/oncoprint', asked, lang);

export const cohortComparisonQuery = (asked: CohortAsked, lang: Language) =>
  cohortQueryOf<CohortComparisonDocument>('/api/cohort/comparison', asked, lang);
