import { shown } from '@linea/facts';
import type { Registry, Store } from '@linea/registry';
import type { PatientSummary } from '@linea/registry/journey';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../http/refusal.ts';

/** The registry as the one who asks sees it. */
export const registryOf = (request: FastifyRequest, store: Pick<Store, 'as'>): Registry =>
  store.as(request.user.access);

/** A patient in the list. @throws {Refusal} there is none for who asks */
export async function listed(registry: Registry, id: string): Promise<PatientSummary> {
  const found = await registry.patient(id);
  if (found) return found;
  throw new Refusal('notFound', [{ code: 'patient.unknown', at: 'id', got: shown(id) }]);
}
