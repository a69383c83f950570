import { compareSpans, type FactId, isNotAfter, isSteroid, type Span } from '@linea/facts';
import type { Decision, Path } from '../engine/index.ts';
import { ask } from './ask.ts';

export type EpisodeKind = 'regimen' | 'asct' | 'allosct' | 'cart' | 'steroid-pulse' | 'radiotherapy' | 'supportive';

/** One stretch of treatment. `drugs` null: not known. `stop` null: still given; an unknown end is a wide interval. */
export interface Episode {
  readonly id: string;
  readonly kind: EpisodeKind;
  readonly drugs: readonly string[] | null;
  readonly start: Span;
  readonly stop: Span | null;
  /** The cycles completed are below one: yes, no, or null when it is not known (then the regimen counts). */
  readonly incomplete: boolean | null;
  readonly cycles: number | null;
  readonly planId: string | null;
  readonly days: number | null;
  readonly totalDexMg: number | null;
  readonly facts: readonly FactId[];
}

export interface LotParams {
  readonly interruptionGapDays: number;
  readonly retreatmentAfterPdIsNewLine: boolean;
  readonly bridgingCountsAsLine: boolean;
}

/** A line of therapy while it is being put together. */
export interface GrowingLine {
  planId: string | null;
  readonly episodes: Episode[];
  readonly drugs: Set<string>;
}

export interface Lot {
  readonly lines: readonly GrowingLine[];
  readonly flaggedIncomplete: readonly string[];
  readonly sctWithoutPlan: boolean;
}

const PULSE_MAX_DAYS = 4;
const PULSE_MAX_DEX_MG = 160;
/** A transplant this soon after the start of a line is usually a planned part of it. */
export const SCT_PLANNED_DAYS = 365;
const LYMPHODEPLETING: ReadonlySet<string> = new Set([
  'fludarabine',
  'cyclophosphamide',
  'bendamustine',
  'clofarabine',
]);

/** A steroid alone, at most four days and 160 mg of dexamethasone-equivalent; what is not known of its size counts as small. */
function isSteroidPulse({ kind, drugs, days, totalDexMg }: Episode): boolean {
  const steroidOnly = drugs !== null && drugs.length > 0 && drugs.every(isSteroid);
  const sized = days !== null || totalDexMg !== null;
  if (kind !== 'steroid-pulse' && !(kind === 'regimen' && steroidOnly && sized)) return false;
  return (days ?? 0) <= PULSE_MAX_DAYS && (totalDexMg ?? 0) <= PULSE_MAX_DEX_MG;
}

const isTransplant = ({ kind }: Episode): boolean => kind === 'asct' || kind === 'allosct';
const sameDrugs = (a: Episode, b: Episode | undefined): boolean =>
  a.drugs !== null &&
  b?.drugs != null &&
  a.drugs.length === b.drugs.length &&
  a.drugs.every((drug) => b.drugs?.includes(drug));

/** Questions whose answer the facts may leave open; `true` is the way with more lines. */
const hasNewDrug = (path: Path, episode: Episode, line: GrowingLine): boolean =>
  ask(path, episode.drugs?.some((drug) => !line.drugs.has(drug)) ?? null, () => ({
    key: `${episode.id} drugs`,
    inputs: ['drugs'],
  }));

function startsAfterGap(path: Path, { id, start }: Episode, previous: Episode, gapDays: number): boolean {
  if (previous.stop === null) return false;
  const soon = isNotAfter(start, { start: previous.stop.start + gapDays, end: previous.stop.end + gapDays });
  return ask(path, soon === null ? null : !soon, () => ({ key: `${id} after ${previous.id}`, inputs: ['stop'] }));
}

/** Opens a line with this episode, or continues the current one: the rules of myeloma.md 5 in their order. */
function opensLine(
  path: Path,
  episode: Episode,
  line: GrowingLine | undefined,
  cartPlans: ReadonlySet<string>,
  params: LotParams,
): boolean {
  if (!line) return true;
  if (episode.planId !== null && episode.planId === line.planId) return false;
  if (isTransplant(episode) || episode.kind === 'cart') return true;
  if (episode.planId !== null && cartPlans.has(episode.planId)) return true;
  if (hasNewDrug(path, episode, line)) return true;
  const previous = line.episodes.at(-1) as Episode;
  const sameRegimen = sameDrugs(
    episode,
    line.episodes.find(({ kind }) => kind === 'regimen' || kind === 'steroid-pulse'),
  );
  if (sameRegimen && !params.retreatmentAfterPdIsNewLine) return false;
  return startsAfterGap(path, episode, previous, params.interruptionGapDays);
}

/** By start; where no date tells episodes apart those of one plan stand together, else as they were given. */
function inOrder(episodes: readonly Episode[]): readonly Episode[] {
  const first = new Map<string, number>();
  const placed = episodes.map((episode, index) => {
    if (episode.planId === null) return { episode, place: index };
    const key = `${episode.start.start} ${episode.start.end} ${episode.planId}`;
    const place = first.get(key) ?? index;
    first.set(key, place);
    return { episode, place };
  });
  placed.sort((a, b) => compareSpans(a.episode.start, b.episode.start) || a.place - b.place);
  return placed.map(({ episode }) => episode);
}

/**
 * Lines of therapy from episodes (myeloma.md 5).
 *
 * @returns on a path, the lines in order of time; episodes that count for none are in no line
 */
export function linesFrom(episodes: readonly Episode[], params: LotParams): Decision<Lot> {
  const ordered = inOrder(episodes);
  const cartPlans = new Set(
    episodes.flatMap(({ kind, planId }) => (kind === 'cart' && planId !== null ? [planId] : [])),
  );
  const isBridging = ({ kind, planId, drugs }: Episode): boolean =>
    params.bridgingCountsAsLine &&
    kind === 'regimen' &&
    planId !== null &&
    cartPlans.has(planId) &&
    !drugs?.every((drug) => LYMPHODEPLETING.has(drug));
  return (path) => {
    const lines: GrowingLine[] = [];
    const flaggedIncomplete: string[] = [];
    let sctWithoutPlan = false;
    for (const episode of ordered) {
      if (episode.kind === 'supportive' || episode.kind === 'radiotherapy' || isSteroidPulse(episode)) continue;
      if (episode.kind === 'regimen' && episode.incomplete) {
        flaggedIncomplete.push(episode.id);
        continue;
      }
      const bridging = isBridging(episode);
      const line = lines.at(-1);
      if (!line || bridging || opensLine(path, episode, line, cartPlans, params)) {
        sctWithoutPlan ||=
          isTransplant(episode) && episode.planId === null && line !== undefined && soonAfter(episode, line);
        lines.push({
          planId: bridging ? null : episode.planId,
          episodes: [episode],
          drugs: new Set(episode.drugs ?? []),
        });
      } else {
        line.planId ??= episode.planId;
        line.episodes.push(episode);
        for (const drug of episode.drugs ?? []) line.drugs.add(drug);
      }
    }
    return { lines, flaggedIncomplete, sctWithoutPlan };
  };
}

/** May start within 365 days of the start of the line. */
const soonAfter = (episode: Episode, line: GrowingLine): boolean =>
  episode.start.start <= (line.episodes[0] as Episode).start.end + SCT_PLANNED_DAYS;
