import { myelomaClass, type Truth } from '@linea/facts';
import { incompleteOf, type Line, linesBefore, linesOf } from '../lines/lines-of.ts';
import { fieldOf } from '../lines/refractory-facts.ts';
import { refractoryOf } from '../lines/refractory-of.ts';
import { type Patient, type Sourced, unknownInput } from '../patient/patient.ts';
import { GATES, type Product } from './gate-labels.ts';
import { responsesOf, settledField } from './response/response-of.ts';

/** The lines so far and, where the indication or its trial asks, refractoriness and progression, as far as the facts settle them. */
export function gateFacts(of: Patient, product: Product): Readonly<Record<string, Sourced>> {
  const lines = linesOf(of);
  const { label, trial } = GATES[product];
  return {
    product: { value: product, facts: [], codes: [] },
    ...(lines.length === 0 ? {} : { priorLines: priorLines(of, lines) }),
    ...(label.includes('lenalidomide-refractory')
      ? { lenalidomideRefractory: refractoryAmong(of, (agent) => agent === 'lenalidomide') }
      : {}),
    ...(trial ? { antiCd38Refractory: refractoryAmong(of, (agent) => myelomaClass(agent) === 'CD38') } : {}),
    ...(label.includes('progression-on-last-therapy') ? { progressingOnLast: progressingOnLast(of) } : {}),
  };
}

/** The lines with their drugs, where all are known; those before the first one recorded, and regimens broken off, with theirs. */
function priorLines(of: Patient, lines: readonly Line[]): Sourced {
  const unknown = Array.from({ length: linesBefore(of) }, () => ({}));
  const recorded = lines.map(({ drugs, isUnnamed }) => (isUnnamed ? { drugs: [...drugs, 'unnamed:'] } : { drugs }));
  const broken = incompleteOf(of).map(({ drugs }) => ({ drugs: drugs ?? undefined, cyclesCompleted: 0 }));
  const facts = [...lines, ...incompleteOf(of)].flatMap((one) => one.facts);
  return { value: [...unknown, ...recorded, ...broken], facts, codes: ['line.number'] };
}

/** True when the disease is refractory to one of the agents, false when it is to none of those given. */
function refractoryAmong(of: Patient, among: (agent: string) => boolean): Sourced<Truth> {
  const judged = refractoryOf(of).filter(({ agent }) => among(agent));
  const proof = judged.find(({ refractory }) => refractory === true);
  if (proof) return { value: true, facts: proof.facts, codes: ['resp.date'] };
  if (judged.length > 0 && judged.every(({ refractory }) => refractory === false))
    return { value: false, facts: judged.flatMap(({ facts }) => facts), codes: ['resp.date'] };
  return unknownInput('resp.date');
}

const RESPONDING: ReadonlySet<string> = new Set(['PR', 'VGPR', 'CR', 'sCR']);

/** Derived progression on the last line; none while it is responding; open for anything between (stable, not evaluable, a progression not confirmed yet). */
export function progressingOnLast(of: Patient): Sourced<boolean> {
  const last = responsesOf(of).find(({ line }) => line.number === linesOf(of).at(-1)?.number);
  if (!last) return unknownInput('resp.date');
  const progressed = fieldOf(last.answer, 'dateOfProgression');
  if (typeof progressed === 'string') return { value: true, facts: last.facts, codes: ['resp.date'] };
  const best = settledField(last.answer, 'bestConfirmed');
  const isSettled = progressed === null && last.answer.unconfirmedPD === false;
  return isSettled && best !== null && RESPONDING.has(best)
    ? { value: false, facts: last.facts, codes: ['resp.date'] }
    : unknownInput('resp.date');
}
