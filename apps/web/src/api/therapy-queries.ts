import type { FormsInForce } from '@linea/briefs/forms';
import type { DecisionDocument, RegimensDocument } from '@linea/registry/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Language } from '../language/language.ts';
import { get } from './client.ts';

export const regimensQuery = (id: string, asOf: string | undefined, lang: Language) =>
  queryOptions({
    queryKey: ['regimens', id, asOf ?? null, lang],
    queryFn: ({ signal }) =>
      get<RegimensDocument>(`/api/patients/${encodeURIComponent(id)}/regimens`, { asOf, lang }, signal),
    placeholderData: keepPreviousData,
  });

export const decisionQuery = (id: string, asOf: string | undefined, lang: Language) =>
  queryOptions({
    queryKey: ['decision', id, asOf ?? null, lang],
    queryFn: ({ signal }) =>
      get<DecisionDocument>(`/api/patients/${encodeURIComponent(id)}/decision`, { asOf, lang }, signal),
    placeholderData: keepPreviousData,
  });

/** The field lists of sheets and the months of milestones that a centre has in force. */
export const formsQuery = (centre: string, lang: Language) =>
  queryOptions({
    queryKey: ['forms', centre, lang],
    queryFn: ({ signal }) => get<FormsInForce>('/api/forms', { centre, lang }, signal),
  });
