import { type Fact, shown, spanOf } from '@linea/facts';
import { calculation, count, type Reader } from '../engine/index.ts';
import type { Line } from '../lines/lines-of.ts';
import {
  type Application,
  beside,
  codeOf,
  derived,
  eachOf,
  numberOf,
  type Patient,
  sourced,
  valued,
} from '../patient/patient.ts';
import { hasDisease } from './baseline.ts';
import { type Calendar, calendarsOf, dosesOf, type RecordedDose } from './courses.ts';

/** Doses in one unit; an omitted dose is 0, an unknown one null. */
function doses(): Reader<{
  readonly given: boolean;
  readonly doses: readonly (number | null)[];
  readonly units: readonly string[];
}> {
  return {
    help: '[ number ] (omitted = 0), all in one unit',
    read(raw, name) {
      const entries: readonly unknown[] = Array.isArray(raw) ? raw : typeof raw === 'number' ? [raw] : [];
      const issues: { code: string; at: string; got: string; allowed: string; fatal: boolean }[] = [];
      const read = entries.map((entry, index): { dose: number | null; unit: string } => {
        const record = (typeof entry === 'object' && entry !== null ? entry : { value: entry }) as {
          value?: unknown;
          unit?: unknown;
        };
        const value = record.value === 'omitted' ? 0 : record.value;
        const usable = typeof value === 'number' && Number.isFinite(value) && value >= 0;
        if (!usable && value !== null && value !== undefined)
          issues.push({
            code: 'number.malformed',
            at: `${name}[${index}]`,
            got: shown(value),
            allowed: 'number >= 0',
            fatal: true,
          });
        return { dose: usable ? value : null, unit: typeof record.unit === 'string' ? record.unit : '' };
      });
      return {
        input: {
          given: Array.isArray(raw) || entries.length > 0,
          doses: read.map(({ dose }) => dose),
          units: [...new Set(read.map(({ unit }) => unit))],
        },
        issues,
      };
    },
  };
}

const sum = (values: readonly (number | null)[]): number | null =>
  values.includes(null) ? null : (values as readonly number[]).reduce((total, value) => total + value, 0);

/** One decimal, half away from zero. */
const percent = (fraction: number): number => Math.floor(fraction * 1000 + 0.5 + 1e-9) / 10;

/**
 * Relative dose and relative dose intensity of one drug - `mm.rdi`
 *
 *  relative dose   sum of doses given / sum of doses planned
 *  dose intensity  sum of doses / time
 *  RDI             (given / actual days) / (planned / planned days)
 *
 * Planned days = cycles x length of a cycle; actual days run from day 1 of cycle 1 to day 1 of the next cycle (or to the last
 * dose and the days its cycle still had). Drugs dosed by body surface are summed in mg/m2. An omitted dose is 0.
 *
 * @param given    doses given; @param planned  doses of the protocol before any reduction, in the same unit
 * @returns relativeDosePercent, rdiPercent: one decimal, null while an input is missing (then `missing` names it)
 * @source Hryniuk W, Bush H. J Clin Oncol 1984;2:1281-1288 (dose intensity); myeloma specification 8.2
 */
export const rdi = calculation({
  id: 'mm.rdi',
  version: '1',
  source: 'Hryniuk W, Bush H. J Clin Oncol 1984;2:1281-1288',
  verification: 'convention',
  inputs: { given: doses(), planned: doses(), actualDays: count([0, 40_000]), plannedDays: count([0, 40_000]) },
  compute: ({ given, planned, actualDays, plannedDays }) => {
    if (new Set([...given.units, ...planned.units]).size > 1) return { error: 'units-differ' };
    if (actualDays.given && actualDays.range.low === 0) return { error: 'days-not-positive' };
    const [total, goal] = [given.given ? sum(given.doses) : null, planned.given ? sum(planned.doses) : null];
    if (goal === 0) return { notApplicable: 'nothing-planned' };
    if (total === null || goal === null) {
      const missing = [total === null ? 'given' : [], goal === null ? 'planned' : []].flat();
      return {
        fields: { status: 'indeterminate', possible: [], missing, relativeDosePercent: null, rdiPercent: null },
      };
    }
    const timed = actualDays.given && plannedDays.given;
    const missing = [actualDays.given ? [] : 'actualDays', plannedDays.given ? [] : 'plannedDays'].flat();
    const rate = (total / goal) * (plannedDays.range.low / actualDays.range.low);
    return {
      fields: {
        relativeDosePercent: percent(total / goal),
        rdiPercent: timed ? percent(rate) : null,
        ...(timed ? {} : { missing }),
      },
    };
  },
  from: (of) =>
    hasDisease(of, 'MM')
      ? eachOf(of, 'dose intensity', calendarsOf(of), (course) =>
          agentsIn(of, course).flatMap((agent) =>
            intensity(of, course, agent, dosesOf(of, course.line).get(agent) ?? []),
          ),
        )
      : [],
});

/** Drugs of a line with a dose: in force, or single. */
const agentsIn = (of: Patient, { line }: Calendar): readonly string[] => {
  const single = valued(of, 'dose.drug').filter((fact) => isOfLine(of, line, fact));
  return [...new Set([...dosesOf(of, line).keys(), ...single.flatMap((fact) => codeOf(fact) ?? [])])];
};

const isOfLine = (of: Patient, { events }: Pick<Line, 'events'>, dose: Fact): boolean => {
  const reference = beside(of, dose, 'dose.lineRef')?.value;
  return reference?.kind === 'reference' && events.includes(reference.event);
};

/** Completed cycles: those before the last one whose actual day 1 is recorded. */
function intensity(
  of: Patient,
  course: Calendar,
  agent: string,
  recorded: readonly RecordedDose[],
): readonly Application[] {
  const { line, day1, length, actual } = course;
  const last = actual.at(-1);
  if (
    !last ||
    last.cycle < 2 ||
    !day1 ||
    length.value === null ||
    day1.days.start !== day1.days.end ||
    last.days.start !== last.days.end
  )
    return [];
  const calendar = sourced(null, [day1.fact, ...last.facts]);
  const actualDays = { ...calendar, value: last.days.start - day1.days.start };
  const plannedDays = { ...derived((last.cycle - 1) * length.value, calendar, length) };
  const about = { of: { line: line.number, agent }, at: spanOf(last.days.start) };
  const counted = doseByDose(of, course, agent, last.days.start);
  if (counted)
    return [{ ...about, inputs: { given: counted.given, planned: counted.planned, actualDays, plannedDays } }];
  const assumed = noOmissions(course, recorded, last.cycle - 1);
  if (!assumed) return [];
  const facts = recorded.flatMap((dose) => dose.facts);
  return [
    {
      ...about,
      inputs: {
        given: sourced(assumed.given, facts),
        planned: sourced(assumed.planned, facts),
        actualDays,
        plannedDays,
      },
      warnings: ['no-omissions-assumed'],
    },
  ];
}

/** Recorded single doses up to the end of the last completed cycle; null when none is recorded. */
function doseByDose(of: Patient, { line }: Calendar, agent: string, before: number) {
  const events = valued(of, 'dose.drug').filter(
    (fact) => codeOf(fact) === agent && isOfLine(of, line, fact) && of.span(fact).start < before,
  );
  if (events.length === 0) return null;
  const read = (code: 'dose.given' | 'dose.planned') => {
    const facts = events.map((event) => beside(of, event, code));
    return sourced(
      facts.map((fact) => numberOf(fact) ?? null),
      facts.filter((fact): fact is Fact => fact !== undefined),
      code,
    );
  };
  return { given: read('dose.given'), planned: read('dose.planned') };
}

/** Every scheduled dose of the completed cycles, as the dose then in force; null without a schedule. */
function noOmissions(
  { day1, length, actual }: Calendar,
  recorded: readonly RecordedDose[],
  cycles: number,
): { given: number[]; planned: number[] } | null {
  const [first] = recorded;
  if (!first?.schedule || !day1 || length.value === null || recorded.some(({ unit }) => unit !== first.unit))
    return null;
  const planned: number[] = [];
  const given: number[] = [];
  for (let number = 1; number <= cycles; number++) {
    const begins =
      actual.find(({ cycle }) => cycle === number)?.days.start ?? day1.days.start + (number - 1) * length.value;
    for (const day of first.schedule) {
      planned.push(first.dose);
      given.push((recorded.findLast(({ days }) => days.start <= begins + day - 1) ?? first).dose);
    }
  }
  return { given, planned };
}
