import type { Fact } from '@linea/facts';
import { codeOf } from '../patient/patient.ts';
import { inVisit } from './visits.ts';

/** What remission in lupus asks of a drug: which kind of treatment it is. */
export type DrugGroup = 'glucocorticoid' | 'immunosuppressant' | 'biologic' | 'antimalarial';

const GROUPS: Readonly<Record<string, DrugGroup>> = {
  dexamethasone: 'glucocorticoid', methylprednisolone: 'glucocorticoid', prednisone: 'glucocorticoid', prednisolone: 'glucocorticoid', hydrocortisone: 'glucocorticoid',
  mycophenolate: 'immunosuppressant', mycophenolicAcid: 'immunosuppressant', azathioprine: 'immunosuppressant', cyclophosphamide: 'immunosuppressant', methotrexate: 'immunosuppressant',
  leflunomide: 'immunosuppressant', voclosporin: 'immunosuppressant', tacrolimus: 'immunosuppressant', ciclosporin: 'immunosuppressant',
  belimumab: 'biologic', anifrolumab: 'biologic', rituximab: 'biologic', obinutuzumab: 'biologic',
  hydroxychloroquine: 'antimalarial', chloroquine: 'antimalarial',
}; // biome-ignore format: a table

/** The group of a drug event: by its code, else immunosuppressant where its role says so. */
export function groupOf(event: readonly Fact[]): DrugGroup | undefined {
  const known = GROUPS[codeOf(inVisit(event, 'drug.code')) ?? ''];
  return known ?? (codeOf(inVisit(event, 'drug.role')) === 'immunosuppressive' ? 'immunosuppressant' : undefined);
}
