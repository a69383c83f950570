import { boardOf, patient } from '@linea/criteria';
import type { Seen } from './seen.ts';

/** The public JSON of `linea board` and `GET /api/patients/{id}/board`; a patient of no known disease has no stages. */
export const boardJson = (id: string, { view, asOf }: Pick<Seen, 'view' | 'asOf'>): Record<string, unknown> => ({
  patient: id,
  ...(boardOf(patient(view), asOf) ?? { disease: null, asOf, stages: [] }),
});
