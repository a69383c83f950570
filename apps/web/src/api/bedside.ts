import type { BedsideDocument } from '@linea/registry/contract';
import { queryOptions } from '@tanstack/react-query';
import type { Language } from '../language/language.ts';
import { get } from './client.ts';

/** The bedside sheet of an admission. Asked for whatever the browser thinks of the network: a silence is an answer too. */
export const bedsideQuery = (id: string, admission: string | undefined, lang: Language) =>
  queryOptions({
    queryKey: ['bedside', id, admission ?? null, lang],
    queryFn: ({ signal }) =>
      get<BedsideDocument>(`/api/patients/${encodeURIComponent(id)}/bedside`, { admission, lang }, signal),
    networkMode: 'always',
    retry: false,
  });
