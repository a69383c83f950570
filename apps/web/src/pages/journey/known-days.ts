import type { PatientJson } from '@linea/briefs';
import { dayOfIso } from './shown-days.ts';

interface Range {
  readonly first: number;
  readonly last: number;
}

/** The days on which something new is to be seen, and the range of a slider over them. */
interface SliderDays {
  readonly range: Range;
  readonly days: readonly number[];
}

const sorted = (days: readonly number[]): readonly number[] => [...new Set(days)].toSorted((a, b) => a - b);

const slider = (days: readonly number[]): SliderDays => {
  const own = sorted(days);
  const first = own[0] ?? 0;
  return { days: own, range: { first, last: Math.max(first + 1, own.at(-1) ?? 0) } };
};

/** Past history reaches back decades; a slider over it would leave no room for the journey. */
const isPast = ({ code }: { code: string }): boolean => code.startsWith('com.');

/**
 * Where the two sliders reach: as of, over the days on which something had certainly become true and was known; known at,
 * over the days on which something became known.
 */
export function sliderDays({ facts }: Pick<PatientJson, 'facts'>): {
  readonly asOf: SliderDays;
  readonly knownAt: SliderDays;
} {
  const own = facts.filter((fact) => !isPast(fact));
  const known = own.map((fact) => dayOfIso(fact.known.slice(0, 10)));
  const ends = own.flatMap(({ effective }) => (effective.end === null ? [] : [dayOfIso(effective.end.slice(0, 10))]));
  return { asOf: slider([...known, ...ends]), knownAt: slider(known) };
}
