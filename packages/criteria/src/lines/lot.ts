import { drugId, isExact, type Span, spanOf, withMembers } from '@linea/facts';
import {
  below, calculation, choice, date, type Inputs, list, type Measured, quantity, type Reader, record, text, truth, type When,
} from '../engine/index.ts'; // biome-ignore format: a list
import { derived, numberOf, type Patient, plainDate, valued } from '../patient/patient.ts';
import { type Episode, type EpisodeKind, type Lot, linesFrom } from './episode.ts';
import { episodesOf } from './episodes-of.ts';
import { LOT_DEFAULTS, linesOf } from './lines-of.ts';
import { printed, settleRecord } from './record.ts';

const KINDS: Readonly<Record<string, EpisodeKind>> = {
  autoHsct: 'asct', alloHsct: 'allosct', sct: 'asct', 'car-t': 'cart', carT: 'cart', steroidPulse: 'steroid-pulse', bridging: 'regimen', lymphodepletion: 'regimen',
  line: 'regimen', rt: 'radiotherapy', support: 'supportive',
}; // biome-ignore format: a table

/** A label, which may be written as a number. */
const label = (): Reader<string | undefined> => {
  const reader = text();
  return { ...reader, read: (raw, name) => reader.read(typeof raw === 'number' ? String(raw) : raw, name) };
};

const episodeInputs = {
  id: label(),
  kind: choice(['regimen', 'asct', 'allosct', 'cart', 'steroid-pulse', 'radiotherapy', 'supportive'], KINDS),
  drugs: list(text()),
  start: date(),
  stop: date('null'),
  cyclesCompleted: quantity('1', { bare: true }),
  planId: label(),
  days: quantity('d', { bare: true }),
  totalDexMg: quantity('mg', { bare: true }),
};

const known = ({ given, range }: Measured): number | null => (given ? range.low : null);
const UNKNOWN_DAYS: Span = spanOf(-Infinity, Infinity);

/** An end that was not given is known to lie between the start and whatever comes next. */
const stopOf = (kind: EpisodeKind, stop: When, start: Span): Span | null =>
  !stop.given && kind !== 'regimen' ? start : stop.given ? stop.span : spanOf(start.start, Infinity);

/** Days of a steroid pulse by its dates, both included. */
const pulseDays = (kind: EpisodeKind, start: When, stop: When): number | null =>
  kind === 'steroid-pulse' && start.span && stop.given && stop.span && isExact(start.span) && isExact(stop.span)
    ? stop.span.start - start.span.start + 1
    : null;

function toEpisode(given: Inputs<typeof episodeInputs>, index: number): Episode {
  const kind = given.kind.given ? (given.kind.options[0] as EpisodeKind) : 'regimen';
  const start = given.start.span ?? UNKNOWN_DAYS;
  return {
    id: given.id ?? String(index + 1),
    kind,
    drugs: given.drugs.given
      ? [...new Set(given.drugs.flatMap((name) => (name === undefined ? [] : [drugId(name)])))]
      : null,
    start,
    stop: stopOf(kind, given.stop, start),
    incomplete: given.cyclesCompleted.given ? truth(below(given.cyclesCompleted, 1)) : null,
    cycles: known(given.cyclesCompleted),
    planId: given.planId ?? null,
    days: known(given.days) ?? pulseDays(kind, given.start, given.stop),
    totalDexMg: known(given.totalDexMg),
    facts: [],
  };
}

const lotFields = (episodes: readonly Episode[], { lines, flaggedIncomplete }: Lot) => {
  const numberOfEpisode = new Map(
    lines.flatMap((line, index) => line.episodes.map(({ id }) => [id, index + 1] as const)),
  );
  return {
    lineOf: Object.fromEntries(episodes.map(({ id }) => [id, numberOfEpisode.get(id) ?? null])),
    count: lines.length,
    flaggedIncomplete,
  };
};

/** Line numbers that somebody wrote down and that the rules do not give. */
function reportedDiffers(of: Patient): boolean {
  const lines = linesOf(of);
  return valued(of, 'line.number').some((fact) =>
    lines.some(({ events, number }) => events.includes(fact.event) && number !== numberOf(fact)),
  );
}

const days = (span: Span | null): string | null =>
  span === null ? null : Number.isFinite(span.start) || Number.isFinite(span.end) ? plainDate(span) : null;

/**
 * Lines of therapy - `mm.lot` (the same rules serve every disease, all.md E20)
 *
 * A line is at least one complete cycle of a single agent, of a combination, or of a planned sequence of regimens. In
 * order of their start, episodes that count open a line or belong to the current one:
 *
 *  the planId of the current line                                    same line
 *  transplant or CAR-T otherwise                                     new line
 *  regimen with the plan of a CAR-T (bridging, lymphodepletion)      new line, even if all its drugs were used before
 *  regimen with a drug not yet used in the line                      new line
 *  regimen with exactly the drugs of the line's first                same line, however long the gap
 *                                                                    (`retreatmentAfterPdIsNewLine`: as the next row)
 *  regimen whose drugs were all used in the line                     same line when it starts within `interruptionGapDays` (28)
 *                                                                    of the previous stop, else new line
 *
 * Never counted: supportive care, radiotherapy, a steroid-only pulse of at most 4 days and 160 mg of dexamethasone
 * (longer or larger, it counts), and a regimen with less than one complete cycle, which is flagged. With
 * `bridgingCountsAsLine` a regimen of a CAR-T plan other than lymphodepletion is a line of its own. A transplant without
 * plan within 365 days of the start of the current line opens a line with warning `sct-without-plan`.
 *
 * @param episodes  `{ id, kind, drugs, start, stop, cyclesCompleted, planId, days, totalDexMg }`; `stop` null: ongoing, absent: unknown
 * @source Rajkumar SV, Richardson P, San Miguel JF. Blood 2015;126:921-922 (restart of the same regimen from memory)
 */
export const lot = calculation({
  id: 'mm.lot',
  version: '2015',
  source: 'Rajkumar SV, Richardson P, San Miguel JF. Blood 2015;126:921-922',
  inputs: { episodes: list(record(episodeInputs)) },
  params: {
    interruptionGapDays: { default: LOT_DEFAULTS.interruptionGapDays as number },
    retreatmentAfterPdIsNewLine: { default: false as boolean },
    bridgingCountsAsLine: { default: false as boolean },
  },
  compute({ episodes: given }, params) {
    const episodes = given.map(toEpisode);
    const lots: Lot[] = [];
    const decision = linesFrom(episodes, params);
    const joined = settleRecord((path) => {
      const found = decision(path);
      lots.push(found);
      return lotFields(episodes, found);
    });
    const rows: readonly (readonly [string, boolean])[] = [
      ['sct-without-plan', lots.some(({ sctWithoutPlan }) => sctWithoutPlan)],
      ['regimen-incomplete', lots.some(({ flaggedIncomplete }) => flaggedIncomplete.length > 0)],
    ];
    return { fields: printed(joined), warnings: rows.filter(([, when]) => when).map(([warning]) => warning) };
  },
  from: (of) => {
    const episodes = episodesOf(of);
    if (episodes.length === 0) return [];
    const value = episodes.map(({ id, kind, drugs, start, stop, cycles, planId, days: length, totalDexMg }) => ({
      id, kind, drugs, start: days(start), ...(stop !== null && days(stop) === null ? {} : { stop: days(stop) }), cyclesCompleted: cycles, planId, days: length, totalDexMg,
    })); // biome-ignore format: the episode
    const facts = [...new Set(episodes.flatMap((episode) => episode.facts))];
    const warnings = reportedDiffers(of) ? ['line-number-differs'] : [];
    return [
      {
        inputs: { episodes: withMembers(derived(value), { facts, codes: ['line.start', 'line.end', 'drug.code'] }) },
        ...(warnings.length > 0 ? { warnings } : {}),
      },
    ];
  },
});
