import { type Fact, type FactId, type Span, spanOf } from '@linea/facts';
import { codeOf, dateSpan, numberOf, type Patient, plainDate } from '../patient/patient.ts';
import { drugEvents } from './episodes-of.ts';
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

/** End of a drug as last recorded: its own, null while it is given, else undefined (then that of the line). */
function endOf(of: Patient, events: readonly (readonly Fact[])[]): Span | null | undefined {
  const said = events.findLast((event) => event.some(({ code }) => code === 'drug.end') || event.some(isOngoing));
  if (!said) return undefined;
  const end = said.find(({ code }) => code === 'drug.end');
  return said.some(isOngoing) || !end ? null : dateSpan(of, end);
}

const isOngoing = (fact: Fact): boolean => fact.code === 'drug.ongoing' && codeOf(fact) === 'yes';

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
        const end = endOf(of, events);
        const doses = events.flatMap((event) =>
          codeOf(event.find(({ code }) => code === 'drug.doseUnit')) === 'mg'
            ? (numberOf(event.find(({ code }) => code === 'drug.dose')) ?? [])
            : [],
        );
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
