import { compareSpans, isNotAfter } from '@linea/facts';
import { type Decision, type Path, settle, type When } from '../../engine/index.ts';
import { TooManyUnknowns } from '../../engine/path.ts';
import { ask } from '../../lines/ask.ts';
import { plainDate } from '../../patient/patient.ts';
import { type Assessment, isYes } from './assessment.ts';
import { CATEGORIES, type Category, reaches } from './categories.ts';
import { best, confirm, firstConfirmed } from './confirmation.ts';
import { type CategoryParams, Course, type Unconfirmed } from './course.ts';
import { measurableTracks, type Track } from './measurable.ts';

export interface Series {
  readonly measurable: readonly Track[];
  readonly perAssessment: readonly {
    readonly date: string | null;
    readonly unconfirmed: Category | 'NE';
    readonly confirmed: Category | 'NE';
  }[];
  readonly reasons: readonly (string | null)[];
  readonly serumReductionPercent: readonly (number | null)[];
  readonly bestConfirmed: Category | 'NE';
  readonly bestUnconfirmed: Category | null;
  readonly dateOfResponse: string | null;
  readonly dateOfBestConfirmed: string | null;
  readonly dateOfProgression: string | null;
  readonly unconfirmedPD: boolean;
}

const printedDate = ({ span, given }: When): string | null => (given && span ? plainDate(span) : null);

/** Fall of the serum M-protein in per cent, to one decimal, half away from zero; for display only. */
function reductionPercent(reference: Assessment, now: Assessment): number | null {
  const [from, to] = [reference.serumM, now.serumM];
  const exact = from.given && to.given && from.range.low === from.range.high && to.range.low === to.range.high;
  if (!exact || from.range.low === 0 || now.spurious.options.join() === 'true') return null;
  const tenths = ((from.range.low - to.range.low) / from.range.low) * 1000;
  return (Math.sign(tenths) * Math.floor(Math.abs(tenths) + 0.5 + 1e-9)) / 10 + 0;
}

export interface SeriesInputs {
  readonly baseline: Assessment;
  readonly diagnosisBaseline: Assessment;
  readonly assessments: readonly Assessment[];
  readonly lineStart: When;
  readonly nextLineStart: When;
  readonly deathDate: When;
}

/** Assessments in order of time. */
const inOrder = ({ assessments }: SeriesInputs): readonly Assessment[] =>
  [...assessments].sort((a, b) => (a.date.span && b.date.span ? compareSpans(a.date.span, b.date.span) : 0));

/** Dated on or before the start of the next line; day 1 of it is included. */
function isIncluded(
  path: Path,
  { date: { span, given, key } }: Assessment,
  { nextLineStart: next }: SeriesInputs,
): boolean {
  if (!next.given || !next.span || !given || !span) return true;
  return ask(path, isNotAfter(span, next.span), () => ({ key: `${key} before the next line`, inputs: ['date'] }));
}

/** What one assessment says, and of what it does not the other. */
function overlaid(upper: Assessment, lower: Assessment): Assessment {
  const members = Object.entries(upper).map(([name, value]) => [
    name,
    typeof value === 'object' && value.given ? value : lower[name as keyof Assessment],
  ]);
  return Object.fromEntries(members) as Assessment;
}

/** The assessment from which reductions are counted; what diagnosis lacks is taken from the line. */
const referenceOf = ({ baseline, diagnosisBaseline }: SeriesInputs, reference: string): Assessment =>
  reference === 'diagnosis' ? overlaid(diagnosisBaseline, baseline) : baseline;

/** An assessment whose date leaves open whether it is of day 1 or before is on one way the baseline, on the other the first since. */
function placed(path: Path, inputs: SeriesInputs): SeriesInputs {
  const { span: start, given } = inputs.lineStart;
  if (!given || !start) return inputs;
  const isEarly = ({ date: { span, given: dated, key } }: Assessment): boolean =>
    dated &&
    span !== null &&
    isNotAfter(span, start) === null &&
    path.settle({ key: `${key} by the start`, inputs: ['date'] }, null);
  const early = inOrder(inputs).filter(isEarly);
  if (early.length === 0) return inputs;
  const usable = early.filter(({ spurious }) => !isYes(spurious));
  return {
    ...inputs,
    baseline: usable.reduce((lower, upper) => overlaid(upper, lower), inputs.baseline),
    assessments: inputs.assessments.filter((one) => !early.includes(one)),
  };
}

export type SeriesParams = CategoryParams & {
  readonly responseReference: string;
  readonly pdConfirmedByDeath: boolean;
};

/** The record that follows from the unconfirmed categories. */
function recordOf(
  inputs: SeriesInputs,
  params: SeriesParams,
  assessments: readonly Assessment[],
  found: readonly Unconfirmed[],
  measurable: readonly Track[],
): Series {
  const reference = referenceOf(inputs, params.responseReference);
  const { statuses, progression } = confirm(
    found,
    params.pdConfirmedByDeath && inputs.deathDate.given && inputs.deathDate.span !== null,
  );
  const dates = assessments.map(({ date }) => printedDate(date));
  const before = progression < 0 ? found.length : progression;
  const bestConfirmed = best(statuses.slice(0, before));
  const lastEvaluable = found.findLastIndex(({ category }) => category !== 'NE');
  return {
    measurable,
    perAssessment: found.map(({ category }, index) => ({
      date: dates[index] ?? null,
      unconfirmed: category,
      confirmed: statuses[index] ?? 'NE',
    })),
    reasons: found.map(({ reason }) => reason),
    serumReductionPercent: assessments.map((now) => reductionPercent(reference, now)),
    bestConfirmed: bestConfirmed ?? (progression >= 0 ? 'PD' : 'NE'),
    bestUnconfirmed: best(found.slice(0, before).map(({ category }) => category)),
    dateOfResponse: firstConfirmed(found.slice(0, before), dates, 'PR'),
    dateOfBestConfirmed:
      bestConfirmed && reaches(bestConfirmed, 'MR')
        ? firstConfirmed(found.slice(0, before), dates, bestConfirmed)
        : null,
    dateOfProgression: progression < 0 ? null : (dates[progression] ?? null),
    unconfirmedPD: progression < 0 && found[lastEvaluable]?.category === 'PD',
  };
}

const courseOf = (path: Path, inputs: SeriesInputs, params: SeriesParams): Course =>
  new Course(path, inputs.baseline, referenceOf(inputs, params.responseReference), params);

/** The series on one way in which the unknowns may turn out. */
export const seriesOf =
  (given: SeriesInputs, params: SeriesParams): Decision<Series> =>
  (path) => {
    const inputs = placed(path, given);
    const assessments = inOrder(inputs).filter((one) => isIncluded(path, one, inputs));
    const course = courseOf(path, inputs, params);
    return recordOf(
      inputs,
      params,
      assessments,
      assessments.map((now) => course.next(now)),
      course.tracks,
    );
  };

/** What one assessment may be, worked out on its own: earlier values are intervals, their own categories are not asked. */
interface Open {
  readonly options: readonly string[];
  readonly missing: readonly string[];
}

const asText = ({ category, reason }: Unconfirmed): string => `${category} ${reason ?? ''}`;
const asCategory = (text: string): Unconfirmed => {
  const [category, reason] = text.split(' ') as [Unconfirmed['category'], string];
  return { category, reason: reason === 'bio' || reason === 'img' ? reason : null };
};

const ASCENDING = ['NE ', 'PD bio', 'PD img', ...CATEGORIES.map((category) => `${category} `)];

function openOf(inputs: SeriesInputs, params: SeriesParams, assessments: readonly Assessment[], index: number): Open {
  const { settled } = settle((path) => {
    const course = courseOf(path, inputs, params);
    for (const earlier of assessments.slice(0, index)) course.pass(earlier);
    return asText(course.next(assessments[index] as Assessment));
  }, ASCENDING);
  if (settled.status === 'indeterminate') return { options: settled.possible, missing: settled.missing };
  return { options: settled.status === 'determined' ? [settled.value] : [], missing: [] };
}

const FEW = 256;

/**
 * The series where so many values are censored that not all their ways can be walked: each assessment on its own may
 * be one of several categories, and these are combined; where even they are too many, all lowest and all highest.
 * Wider than the truth, never narrower in the category of an assessment.
 *
 * @throws {TooManyUnknowns} too many combinations, with a progression among them
 */
export function coarseSeries(inputs: SeriesInputs, params: SeriesParams): Decision<Series> {
  const ordered = inOrder(inputs);
  const open = ordered.map((_, index) => openOf(inputs, params, ordered, index));
  const many = open.reduce((product, { options }) => product * options.length, 1) > FEW;
  const missing = [...new Set(open.flatMap((one) => one.missing))];
  if (many && open.some(({ options }) => options.length > 1 && options.some((option) => option.startsWith('PD'))))
    throw new TooManyUnknowns(new Set(missing));
  return (path) => {
    const highest = many && path.settle({ key: 'all values', inputs: missing }, null);
    const choose = ({ options, missing: inputsOf }: Open, index: number): string => {
      if (many) return (highest ? options.at(-1) : options[0]) as string;
      return options.find((option) =>
        path.isOneOf({ key: `category ${index}`, inputs: inputsOf }, options, [option]),
      ) as string;
    };
    const chosen = ordered.flatMap((now, index) =>
      isIncluded(path, now, inputs) ? [{ now, found: asCategory(choose(open[index] as Open, index)) }] : [],
    );
    return recordOf(
      inputs,
      params,
      chosen.map(({ now }) => now),
      chosen.map(({ found }) => found),
      measurableTracks(inputs.baseline, params)(path),
    );
  };
}
