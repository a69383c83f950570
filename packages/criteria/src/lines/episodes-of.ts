import { drug, type Span } from '@linea/facts';
import { dateSpan, numberOf, type Patient } from '../patient/patient.ts';
import { courseEpisodes, coursePlan } from './course-episodes.ts';
import { doseInMg, drugEvents, drugsOf } from './drug-events.ts';
import type { Episode, EpisodeKind } from './episode.ts';
import { answer, type Event, eventsOf, inEvent, startOf, text, tookPlace } from './event.ts';
import { cyclesOf, episode, stopOf } from './treatment-episode.ts';

const isCellProduct = (name: string): boolean => drug(name)?.class.startsWith('CAR-T') ?? false;

/** Lines in order of time; where no date tells two apart, by the numbers that somebody gave them. */
function lineEvents(of: Patient): readonly Event[] {
  const numbered = (event: Event): number => numberOf(inEvent(event, 'line.number')) ?? Infinity;
  return [...eventsOf(of, 'line')].sort((a, b) => {
    const [x, y] = [numbered(a), numbered(b)];
    return x === y ? 0 : x - y;
  });
}

function lineEpisodes(of: Patient): readonly Episode[] {
  return lineEvents(of).flatMap((event) => {
    if (!tookPlace(event, 'line.start')) return [];
    const start = startOf(of, event, 'line.start');
    const named = answer(event, 'line.regimen');
    const drugs = drugsOf(of, event[0]?.event ?? '', named);
    const cycles = cyclesOf(of, event, 'line.cycles');
    const cells = drugs?.some(isCellProduct) ?? false;
    const planId = cells ? coursePlan(of, event, 'line.planId', start) : text(event, 'line.planId');
    const kind = cells && planId === null ? 'cart' : 'regimen';
    return [
      episode(event, kind, {
        start,
        stop: stopOf(of, event, start, 'line.end', 'line.stopReason'),
        drugs,
        cycles,
        incomplete: cycles === null ? null : cycles < 1,
        planId,
      }),
    ];
  });
}

const PROCEDURES: Readonly<Record<string, EpisodeKind>> = {
  autoHsct: 'asct',
  alloHsct: 'allosct',
  radiotherapy: 'radiotherapy',
};

function procedureEpisodes(of: Patient): readonly Episode[] {
  return eventsOf(of, 'procedure').flatMap((event) => {
    const kind = PROCEDURES[answer(event, 'proc.kind') ?? ''];
    const start = startOf(of, event, 'proc.date');
    return kind && tookPlace(event, 'proc.date')
      ? [episode(event, kind, { start, stop: start, planId: text(event, 'proc.planId') })]
      : [];
  });
}

const SUBSEQUENT: Readonly<Record<string, EpisodeKind>> = {
  alloHsct: 'allosct',
  autoHsct: 'asct',
  carT: 'cart',
  radiotherapy: 'radiotherapy',
  palliative: 'supportive',
};
const overlap = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end;

/** Later therapy; one that is also recorded as a line, transplant or infusion of the same start is one episode. */
function subsequentEpisodes(of: Patient, others: readonly Episode[]): readonly Episode[] {
  return eventsOf(of, 'subsequent').flatMap((event) => {
    if (!tookPlace(event, 'sub.start')) return [];
    const start = startOf(of, event, 'sub.start');
    const word = answer(event, 'sub.kind');
    const named = answer(event, 'sub.regimen');
    const kind = SUBSEQUENT[word ?? ''] ?? 'regimen';
    if (
      others.some(
        (other) =>
          (kind === 'regimen' ? other.id.startsWith('line:') : other.kind === kind || other.id.startsWith('line:')) &&
          overlap(other.start, start),
      )
    )
      return [];
    if (word === undefined && named === undefined && !inEvent(event, 'sub.start')) return [];
    const drugs = drugsOf(of, event[0]?.event ?? '', named) ?? (word === undefined ? null : [`subsequent:${word}`]);
    const cycles = numberOf(inEvent(event, 'sub.cycles')) ?? null;
    return [
      episode(event, kind, {
        start,
        stop: stopOf(of, event, start, 'sub.end', ''),
        drugs,
        cycles,
        incomplete: cycles === null ? null : cycles < 1,
        planId: text(event, 'sub.planId'),
      }),
    ];
  });
}

/** Milligrams of dexamethasone that a milligram of the steroid stands for: 0.75 = 4 methylprednisolone = 5 prednisone = 20 hydrocortisone. */
const DEX_EQUIVALENT: Readonly<Record<string, number>> = {
  dexamethasone: 1, methylprednisolone: 0.75 / 4, prednisone: 0.75 / 5, prednisolone: 0.75 / 5, hydrocortisone: 0.75 / 20,
}; // biome-ignore format: a table

function steroidPulses(of: Patient): readonly Episode[] {
  return drugEvents(of).flatMap(({ code, lineRef, facts }) => {
    const factor = DEX_EQUIVALENT[code];
    if (factor === undefined || lineRef !== null || answer(facts, 'drug.role') !== 'antineoplastic') return [];
    const start = startOf(of, facts, 'drug.start');
    const end = inEvent(facts, 'drug.end');
    const stop = end ? dateSpan(of, end) : null;
    const days = stop && Number.isFinite(stop.end - start.start) ? stop.end - start.start + 1 : null;
    const dose = doseInMg(facts);
    return [
      episode(facts, 'steroid-pulse', {
        start,
        stop,
        drugs: [code],
        days,
        totalDexMg: dose === undefined || days === null ? null : dose * days * factor,
      }),
    ];
  });
}

/** Everything a patient was treated with that may make a line (field-map, `mm.lot`). */
export const episodesOf = (of: Patient): readonly Episode[] =>
  of.memo('episodes', () => {
    const main = [...lineEpisodes(of), ...procedureEpisodes(of), ...courseEpisodes(of)];
    return [...main, ...subsequentEpisodes(of, main), ...steroidPulses(of)];
  });
