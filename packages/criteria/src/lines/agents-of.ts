import { type Fact, type FactId, type Span, spanOf } from '@linea/facts';
import { dateSpan, type Patient, plainDate } from '../patient/patient.ts';
import { doseInMg, drugEvents, lastGiven } from './drug-events.ts';
import type { Line } from './lines-of.ts';

/** A drug within a line: when it was first and last given (null: still given). */
export interface Agent {
  readonly drug: string;
  readonly firstDose: Span;
  readonly lastDose: Span | null;
  /** The last recorded dose in mg a day or dose, where it was written in mg. */
  readonly doseMg: number | null;
  readonly facts: readonly FactId[];
}

/** The days that hold all of several intervals. */
export const hullOf = (spans: readonly Span[]): Span =>
  spanOf(Math.min(...spans.map(({ start }) => start)), Math.max(...spans.map(({ end }) => end)));

/** The drugs of a line, each with its days; a line without drug events gives its own days to the drugs of its regimen. */
export function agentsOf(of: Patient, line: Line): readonly Agent[] {
  return of.memo(
    `agents ${line.number}`,
    () =>
      line.drugs.map((drug) => {
        const events = drugEvents(of)
          .filter(({ code, lineRef }) => code === drug && lineRef !== null && line.events.includes(lineRef))
          .map(({ facts }) => facts);
        const starts = events.map((event) => {
          const start = event.find(({ code }) => code === 'drug.start');
          return start ? dateSpan(of, start) : of.span(event[0] as Fact);
        });
        const end = lastGiven(of, events);
        const doses = events.flatMap((event) => doseInMg(event) ?? []);
        const first = starts.reduce(
          (earliest, span) => (span.start < earliest.start ? span : earliest),
          starts[0] ?? line.start,
        );
        const facts = events.flat().filter(({ code }) => /^drug\.(code|start|end|ongoing|dose)$/.test(code));
        return {
          drug,
          firstDose: first,
          lastDose: end === undefined ? within(line.stop, first) : end,
          doseMg: doses.at(-1) ?? null,
          facts: facts.length > 0 ? facts.map(({ id }) => id) : line.facts,
        };
      }),
    line,
  );
}

/** The end of the line, which is not before the first dose of the drug. */
const within = (stop: Span | null, first: Span): Span | null =>
  stop === null ? null : spanOf(Math.max(stop.start, Math.min(first.start, stop.end)), stop.end);

/**
 * The days of a dose as plain input, null for a drug still given. An end that has no last possible day may not have come
 * yet: undefined, which leaves open whether the line is over.
 */
export const plainDays = (span: Span | null): string | null | undefined =>
  span === null ? null : Number.isFinite(span.end) ? plainDate(span) : undefined;
