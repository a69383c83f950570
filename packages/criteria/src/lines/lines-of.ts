import type { FactId, Span } from '@linea/facts';
import { Path } from '../engine/path.ts';
import { numberOf, type Patient } from '../patient/patient.ts';
import { isUnnamed } from './drug-events.ts';
import { type Episode, type GrowingLine, type Lot, linesFrom } from './episode.ts';
import { episodesOf } from './episodes-of.ts';

/** A line of therapy as derived from a patient's treatments (`mm.lot` with its defaults). */
export interface Line {
  readonly number: number;
  /** The event that names the line: `line:L1`; `infusion:in` for a CAR-T without a line event. */
  readonly event: string;
  /** Every event that belongs to it. */
  readonly events: readonly string[];
  readonly regimen: string | null;
  readonly drugs: readonly string[];
  /** Something was given in it whose drugs nobody recorded. */
  readonly isUnnamed: boolean;
  readonly start: Span;
  /** The days on which the last dose may have been given; null = ongoing. */
  readonly stop: Span | null;
  readonly cycles: number | null;
  readonly kind: 'regimen' | 'asct' | 'allosct' | 'cart';
  readonly facts: readonly FactId[];
  /** Start of the next line. */
  readonly next: Span | null;
}

export const LOT_DEFAULTS = {
  interruptionGapDays: 28,
  retreatmentAfterPdIsNewLine: false,
  bridgingCountsAsLine: false,
} as const;

/** A regimen or cell therapy of which no drug, or no name of one, was recorded. */
const hasUnnamed = ({ kind, drugs }: Episode): boolean =>
  (kind === 'regimen' || kind === 'cart') && (drugs === null || drugs.some(isUnnamed));

/** The lines with default parameters; where a date leaves it open, an unplanned restart opens a new line. */
const lotOf = (of: Patient): Lot => of.memo('lot', () => linesFrom(episodesOf(of), LOT_DEFAULTS)(new Path([])));

const KINDS = ['cart', 'allosct', 'asct'] as const;

/** The episode whose name the line bears: one from a line, else the cell therapy or transplant, else the first. */
const leading = (episodes: readonly Episode[], kind: Line['kind']): Episode =>
  (episodes.find(({ id }) => id.startsWith('line:')) ??
    episodes.find((episode) => episode.kind === kind) ??
    episodes[0]) as Episode;

function lineFrom(
  { episodes, drugs }: GrowingLine,
  index: number,
  next: GrowingLine | undefined,
  regimenOf: (event: string) => string | null,
): Line {
  const [first, last] = [episodes[0] as Episode, episodes.at(-1) as Episode];
  const kind = KINDS.find((name) => episodes.some((episode) => episode.kind === name)) ?? 'regimen';
  const lead = leading(episodes, kind);
  const counted = episodes.flatMap(({ cycles }) => (cycles === null ? [] : [cycles]));
  const after = next?.episodes[0]?.start ?? null;
  return {
    number: index + 1,
    event: lead.id,
    events: episodes.map(({ id }) => id),
    regimen: regimenOf(lead.id),
    drugs: [...drugs],
    isUnnamed: episodes.some(hasUnnamed),
    start: first.start,
    stop: last.stop === null ? null : bounded(last.stop, last.start, after),
    cycles: counted.length > 0 ? counted.reduce((sum, cycles) => sum + cycles, 0) : null,
    kind,
    facts: [...new Set(episodes.flatMap(({ facts }) => facts))],
    next: after,
  };
}

/** An unknown last dose lies between the start and the next line. */
const bounded = (stop: Span, start: Span, next: Span | null): Span => ({
  start: Math.max(stop.start, Math.min(start.start, stop.end)),
  end: Number.isFinite(stop.end) ? stop.end : Math.max(start.start, next?.end ?? Infinity),
});

/** A patient's lines of therapy in order of time. Any disease: the rules are those of myeloma.md 5 (all.md E20). */
export const linesOf = (of: Patient): readonly Line[] =>
  of.memo('lines', () => {
    const { lines } = lotOf(of);
    const regimenOf = (event: string) => regimenName(of, event);
    return lines.map((line, index) => lineFrom(line, index, lines[index + 1], regimenOf));
  });

/** Lines that came before the first one recorded: it bears a higher number, and somebody counted them. */
export const linesBefore = (of: Patient): number =>
  of.memo('lines before', () => {
    const [first] = linesOf(of);
    const numbers = (first?.events ?? []).flatMap(
      (event) => numberOf(of.byEvent(event).find(({ code }) => code === 'line.number')) ?? [],
    );
    return numbers.length > 0 ? Math.max(0, Math.min(...numbers) - 1) : 0;
  });

/** What was given without counting as a line: less than a complete cycle, but a dose. */
export const incompleteOf = (of: Patient): readonly Episode[] =>
  of.memo('incomplete', () => {
    const { flaggedIncomplete } = lotOf(of);
    return episodesOf(of).filter(({ id, kind }) => kind === 'regimen' && flaggedIncomplete.includes(id));
  });

/** The regimen of a line, bridging or later therapy, else the product infused. */
function regimenName(of: Patient, event: string): string | null {
  for (const { code, value } of of.byEvent(event)) {
    if (/^(line\.regimen|sub\.regimen|bridge\.regimen|inf\.product)$/.test(code) && value?.kind === 'code')
      return value.code;
  }
  return null;
}
