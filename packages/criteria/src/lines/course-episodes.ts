import { drugId, type Span } from '@linea/facts';
import { numberOf, type Patient } from '../patient/patient.ts';
import { drugsOf } from './drug-events.ts';
import type { Episode } from './episode.ts';
import { answer, type Event, eventsOf, inEvent, startOf, text, tookPlace } from './event.ts';
import { episode, stopOf } from './treatment-episode.ts';

/** Infusions that took place, with the plan that ties bridging and lymphodepletion to them. */
const infusions = (of: Patient): readonly Episode[] =>
  of.memo('infusions', () =>
    eventsOf(of, 'infusion').flatMap((event) => {
      if (!inEvent(event, 'inf.date') || !tookPlace(event, 'inf.date') || inEvent(event, 'inf.notInfusedReason')?.value)
        return [];
      const product = answer(event, 'inf.product');
      const start = startOf(of, event, 'inf.date');
      const planId = text(event, 'inf.planId') ?? event[0]?.event ?? null;
      return [episode(event, 'cart', { start, stop: start, drugs: product ? [drugId(product)] : null, planId })];
    }),
  );

/** The plan of an event's course: its own, else that of the first infusion on or after it (dictionary, "Course"). */
export function coursePlan(of: Patient, event: Event, own: string, start: Span): string | null {
  const planId = text(event, own);
  if (planId !== null) return planId;
  const name = event.find((fact) => fact.episode !== undefined)?.episode;
  const infused = infusions(of);
  const named =
    name === undefined ? undefined : infused.find(({ facts }) => facts.some((id) => of.fact(id)?.episode === name));
  return (named ?? infused.find((infusion) => infusion.start.end >= start.start))?.planId ?? null;
}

const LYMPHODEPLETION: Readonly<Record<string, readonly string[]>> = {
  fluCy: ['fludarabine', 'cyclophosphamide'], bendamustine: ['bendamustine'], cyOnly: ['cyclophosphamide'], clofarabine: ['clofarabine'],
}; // biome-ignore format: a table
const BRIDGING: Readonly<Record<string, readonly string[]>> = {
  steroids: ['dexamethasone'], polatuzumab: ['polatuzumab'], inotuzumab: ['inotuzumab'], blinatumomab: ['blinatumomab'],
}; // biome-ignore format: a table

export function courseEpisodes(of: Patient): readonly Episode[] {
  const bridging = eventsOf(of, 'bridging').flatMap((event) => {
    const kind = answer(event, 'bridge.kind');
    const named = answer(event, 'bridge.regimen');
    if (kind === undefined && named === undefined) return [];
    if (kind === 'none' || !tookPlace(event, 'bridge.start')) return [];
    const start = startOf(of, event, 'bridge.start');
    const stop = stopOf(of, event, start, 'bridge.end', '');
    if (kind === 'radiotherapy') return [episode(event, 'radiotherapy', { start, stop })];
    const drugs =
      named === undefined && kind !== undefined
        ? (BRIDGING[kind] ?? [`bridging:${kind}`])
        : drugsOf(of, event[0]?.event ?? '', named);
    const cycles = numberOf(inEvent(event, 'bridge.cycles')) ?? null;
    return [
      episode(event, 'regimen', {
        start,
        stop,
        drugs,
        cycles,
        incomplete: cycles === null ? null : cycles < 1,
        planId: coursePlan(of, event, 'bridge.planId', start),
      }),
    ];
  });
  const lymphodepletion = eventsOf(of, 'lymphodepletion').flatMap((event) => {
    const named = answer(event, 'ld.regimen');
    if (named === 'none' || !tookPlace(event, 'ld.start')) return [];
    const start = startOf(of, event, 'ld.start');
    const drugs = named === undefined ? null : (LYMPHODEPLETION[named] ?? [`lymphodepletion:${named}`]);
    return [
      episode(event, 'regimen', {
        start,
        stop: stopOf(of, event, start, 'ld.end', ''),
        drugs,
        planId: coursePlan(of, event, 'ld.planId', start),
      }),
    ];
  });
  return [...bridging, ...lymphodepletion, ...infusions(of)];
}
