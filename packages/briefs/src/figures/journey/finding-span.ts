import type { DaySpan } from '@linea/charts';
import type { DerivationJson } from '../../patient/patient-json.ts';
import { spanOfEdtf } from '../../patient/spans.ts';
import type { Scene } from './scene.ts';

/** Where a finding stands: with the stated fact it is laid beside, with the last fact it rests on, else at its day. */
export function findingSpan(derivation: DerivationJson, scene: Scene): DaySpan | null {
  const { facts } = scene.patient;
  const fact = facts.find(({ id }) => id === derivation.stated?.fact);
  if (fact) return scene.when(fact);
  const because = new Set(derivation.because);
  const last = facts.findLast(({ id, effective }) => because.has(id) && String(effective.end) === derivation.at);
  if (last) return scene.when(last);
  const day = derivation.at === null ? null : spanOfEdtf(derivation.at);
  return day && scene.moved(day);
}
