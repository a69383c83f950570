import { type Span, spanOf, withMembers } from '@linea/facts';
import { hasDisease } from '../myeloma/baseline.ts';
import { assessmentOn } from '../myeloma/response/assessments-of.ts';
import { type ResponseOf, responsesOf } from '../myeloma/response/response-of.ts';
import {
  type Application,
  booleanOf,
  derived,
  type Patient,
  plainDate,
  type Sourced,
  valued,
} from '../patient/patient.ts';
import { datedBy, dayInputs, startFact } from './counted-days.ts';
import { cutoffOf, lastDayOf } from './cutoff-of.ts';
import { type Episode, SCT_PLANNED_DAYS } from './episode.ts';
import { episodesOf } from './episodes-of.ts';
import { type Line, linesBefore, linesOf } from './lines-of.ts';
import { fieldOf } from './refractory-facts.ts';

/** Definitions in use side by side, the default first. */
export const DEFINITIONS = [
  'fhr-18m-asct-or-l1',
  'fhr-12m',
  'er18',
  'fhr-24m',
  'primary-refractory',
  'suboptimal',
] as const;
export type Definition = (typeof DEFINITIONS)[number];

/** The first confirmed progression in any line; null when every line is known to have none, undefined when one is not settled. */
function firstProgression(responses: readonly ResponseOf[]): string | null | undefined {
  const dates = responses.map(({ answer }) => fieldOf(answer, 'dateOfProgression'));
  const unsettled = dates.indexOf(undefined);
  const found = dates.findIndex((date) => typeof date === 'string');
  if (found >= 0 && (unsettled < 0 || found < unsettled)) return dates[found];
  return unsettled < 0 ? null : undefined;
}

/** The day up to which a progression of line 1 would have been seen: the start of the next line hides it. */
const followedTo = (of: Patient, next: Span | null): Span => next ?? spanOf(cutoffOf(of));

/**
 * The transplant of the first line. One without a plan within a year of its start opens a line of its own (`sct-without-plan`), but
 * is as a rule the consolidation whose plan nobody recorded: months run from it.
 */
function transplantOf(of: Patient, line: Line): Episode | undefined {
  const asct = episodesOf(of).filter(({ kind }) => kind === 'asct');
  const own = asct.find(({ start }) => !line.next || start.start < line.next.start);
  if (own || !line.next) return own;
  const next = linesOf(of)[line.number];
  return asct.find(
    (one) => next?.events[0] === one.id && one.planId === null && one.start.end <= line.start.start + SCT_PLANNED_DAYS,
  );
}

const asctInput = (transplant: Episode | undefined): Sourced =>
  transplant ? { value: plainDate(transplant.start), facts: transplant.facts, codes: ['proc.date'] } : derived(null);

/** The dates as days from the one on which line 1 hangs, where the source counts them so. */
function countedInputs(
  of: Patient,
  line: Line,
  followed: Line,
  pd: string | null | undefined,
  transplant: Episode | undefined,
): Record<string, Sourced> {
  const next = linesOf(of)[followed.number];
  const { startDay, ...days } = dayInputs(of, startFact(of, line), {
    pdDay: [typeof pd === 'string' ? assessmentOn(of, pd)?.dated : undefined, 'resp.date'],
    asctDay: [transplant && datedBy(of, transplant.facts, transplant.start), 'proc.date'],
    asOfDay: [next && startFact(of, next), 'line.start'],
  });
  return startDay ? withMembers(days, { l1StartDay: startDay }) : {};
}

/** Once for each definition, side by side; the clinician's own word stands beside the default one. */
export function fhrApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'MM')) return [];
  const responses = responsesOf(of);
  const [first] = responses;
  if (!first) return [];
  const { line, answer, facts } = first;
  // Where lines before the first one recorded are missing, nothing is known of line 1.
  const isFirst = linesBefore(of) === 0;
  const transplant = transplantOf(of, line);
  const response: Sourced = { value: null, facts, codes: ['lab.mSerum'] };
  const followed = (transplant && linesOf(of).find(({ events }) => events.includes(transplant.id))) ?? line;
  const pd = firstProgression(responses);
  const inputs: Record<string, Sourced> = {
    l1Start: {
      value: isFirst ? plainDate(line.start) : null,
      facts: line.facts.filter((id) => of.fact(id)?.code === 'line.start'),
      codes: ['line.start'],
    },
    ...(isFirst ? { asctDate: asctInput(transplant) } : {}),
    ...(pd === undefined || !isFirst ? {} : { pdDate: withMembers(response, { value: pd }) }),
    bestResponse: withMembers(response, { value: (isFirst && fieldOf(answer, 'bestConfirmed')) || null }),
    asOf: derived(plainDate(followedTo(of, followed.next))),
  };
  const counted = !isFirst ? {} : countedInputs(of, line, followed, pd, transplant);
  const stated = valued(of, 'stg.functionalHighRisk').at(-1);
  const word = booleanOf(stated);
  const at = lastDayOf(of, inputs);
  return DEFINITIONS.map((definition) =>
    withMembers(at, {
      of: { definition },
      inputs: withMembers(inputs, counted),
      params: { definition },
      ...(stated && word !== undefined && definition === DEFINITIONS[0]
        ? { stated: { value: word, fact: stated.id } }
        : {}),
    }),
  );
}
