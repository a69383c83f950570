import type { FormsInForce } from '@linea/briefs/forms';
import type { DecisionDocument, RegimensDocument, WorklistDocument } from '@linea/registry/contract';
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

/** Lines of a worklist that are asked for at once. */
const LINES = 200;

interface WorklistAsked {
  readonly centre?: string | undefined;
  readonly kind?: string | undefined;
  readonly days?: number | undefined;
  readonly asOf?: string | undefined;
}

/** While the consistency rules are still being asked, the list is asked for again. */
const ASKED_AGAIN_MS = 5000;

export const worklistQuery = ({ centre, kind, days, asOf }: WorklistAsked, lines: number, lang: Language) =>
  queryOptions({
    queryKey: ['worklist', centre ?? null, kind ?? null, days ?? null, asOf ?? null, lines, lang],
    queryFn: ({ signal }) =>
      get<WorklistDocument>(
        '/api/worklist',
        { centre, kind, days: days === undefined ? undefined : String(days), asOf, limit: String(lines * LINES), lang },
        signal,
      ),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data && state.data.questionsLooked < state.data.patients ? ASKED_AGAIN_MS : false,
  });
