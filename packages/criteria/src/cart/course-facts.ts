import type { Code, Fact } from '@linea/facts';
import { clockOf } from '../lymphoma/clock.ts';
import {
  type Application,
  beside,
  booleanOf,
  codeOf,
  dateSpan,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { infusionsOf } from './infusions.ts';

/** The last fact of a code that is not after the infusion, where there is one. */
function lastBefore(of: Patient, code: Code): Fact | undefined {
  const infusion = clockOf(of)?.infusion;
  const limit = infusion ? dateSpan(of, infusion).end : Infinity;
  return valued(of, code).findLast((fact) => dateSpan(of, fact).start <= limit);
}

/** The last fact of a code on the way to the product infused: not after its infusion, and after the one before it. */
function onTheWay(of: Patient, code: Code): Fact | undefined {
  const fact = lastBefore(of, code);
  const earlier = infusionsOf(of).at(-2)?.fact;
  const isOfEarlier = fact && earlier && dateSpan(of, fact).start <= dateSpan(of, earlier).end;
  return isOfEarlier ? undefined : fact;
}

const dated = (of: Patient, fact: Fact | undefined, code: Code): Sourced =>
  fact ? sourced(plainDate(dateSpan(of, fact)), [fact], code) : { value: undefined, facts: [], codes: [code] };

/** Why a product has no date of infusion, where it will have none. */
const NOT_DONE: readonly string[] = ['notDone', 'notApplicable', 'refused'];

/** Once a patient whose cells were collected or infused. */
export function intervalApplications(of: Patient): readonly Application[] {
  const clock = clockOf(of);
  if (!clock) return [];
  const reason = valued(of, 'inf.notInfusedReason').at(-1);
  const undone = of.byCode('inf.date').findLast(({ absent }) => NOT_DONE.includes(absent ?? ''));
  const never = reason ?? undone;
  const infusion: Sourced = clock.infusion
    ? dated(of, clock.infusion, 'inf.date')
    : never
      ? { value: null, facts: [never.id], codes: ['inf.date'] }
      : dated(of, undefined, 'inf.date');
  return [
    {
      inputs: {
        decisionDate: dated(of, lastBefore(of, 'elig.boardDate'), 'elig.boardDate'),
        leukapheresisDate: dated(of, clock.leukapheresis, 'leuk.date'),
        releaseDate: dated(of, lastBefore(of, 'mfg.releaseDate'), 'mfg.releaseDate'),
        lymphodepletionDate: dated(of, onTheWay(of, 'ld.start'), 'ld.start'),
        infusionDate: infusion,
      },
    },
  ];
}

const coded = (fact: Fact | undefined, code: Code): Sourced =>
  fact ? sourced(codeOf(fact) ?? null, [fact]) : unknownInput(code);

/** Once a patient with bridging therapy to the product that was infused, or is to be. */
export function bridgingApplications(of: Patient): readonly Application[] {
  const kind = onTheWay(of, 'bridge.kind');
  if (!kind) return [];
  const response = beside(of, kind, 'bridge.response');
  return [
    {
      inputs: {
        bridged: sourced(codeOf(kind) !== 'none', [kind]),
        response: response ? sourced(codeOf(response) ?? null, [response]) : unknownInput('bridge.response'),
      },
    },
  ];
}

/** Once a patient with a leukapheresis, a manufacture or an infusion. */
export function processApplications(of: Patient): readonly Application[] {
  const collected = valued(of, 'leuk.result').at(-1);
  const made = valued(of, 'mfg.result').at(-1);
  const failed = valued(of, 'mfg.failReason').at(-1);
  const oos = valued(of, 'inf.outOfSpec').at(-1);
  const bridging = valued(of, 'bridge.kind');
  const reason = valued(of, 'inf.notInfusedReason').at(-1);
  if (![collected, made, failed, oos, reason, ...bridging].some((fact) => fact !== undefined)) return [];
  return [
    {
      inputs: {
        leukapheresisResult: coded(collected, 'leuk.result'),
        manufacturingResult: made || !failed ? coded(made, 'mfg.result') : sourced('failed', [failed], 'mfg.result'),
        infusedOutOfSpec: oos ? sourced(booleanOf(oos) ?? null, [oos]) : unknownInput('inf.outOfSpec'),
        oosReason: coded(valued(of, 'inf.oosReason').at(-1), 'inf.oosReason'),
        oosHandling: coded(valued(of, 'mfg.oosHandling').at(-1), 'mfg.oosHandling'),
        bridging: bridging.length > 0 ? sourced(bridging.map(codeOf), bridging) : unknownInput('bridge.kind'),
        notInfusedReason: coded(reason, 'inf.notInfusedReason'),
      },
    },
  ];
}
