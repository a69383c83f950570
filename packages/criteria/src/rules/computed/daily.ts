import { type Fact, fromIso, toIso } from '@linea/facts';
import { booleanOf, codeOf, codesOf, numberOf } from '../../patient/patient.ts';
import { rangeOf } from '../context.ts';
import { violated } from '../finding.ts';
import { inEvent, type RecordedEvent, valuedIn } from '../record.ts';
import { type ComputedRule, type ComputedRules, numberIn, withAll } from './rule.ts';

/** Grade that an ICE score suggests at least; one with another cause suggests nothing. */
const iceImpliesGrade: ComputedRule = (record, params) => {
  const bands = Object.entries(params.minGrade as Readonly<Record<string, number>>).map(([span, grade]) => {
    const [low, high] = span.split('-').map(Number);
    return { low: low as number, high: high as number, grade };
  });
  return withAll(record, 'day.iceScore', 'day.icansReported').flatMap(({ event, facts }) => {
    const [score, reported] = facts as [Fact, Fact];
    const ice = numberOf(score);
    const grade = Number(codeOf(reported));
    const band = bands.find(({ low, high }) => ice !== undefined && ice >= low && ice <= high);
    if (!band || grade >= band.grade || booleanOf(inEvent(event, 'day.iceOtherCause')) === true) return [];
    return [violated([score.id, reported.id], { ice: ice ?? '–', min: band.grade, g: grade })];
  });
};

const clockOf = (event: RecordedEvent): string | null => {
  const value = inEvent(event, 'day.time')?.value;
  return value?.kind === 'date' ? (value.time ?? null) : null;
};

/** Two records of a day that neither a time nor a shift tells apart. */
const dailyDistinct: ComputedRule = (record) => {
  const seen = new Map<string, Fact>();
  return record.events('daily').flatMap((event) => {
    const date = inEvent(event, 'day.date') ?? event.facts[0];
    if (!date || clockOf(event) !== null || event.span.start !== event.span.end) return [];
    const key = `${event.span.start} ${codeOf(inEvent(event, 'day.shift')) ?? ''}`;
    const before = seen.get(key);
    seen.set(key, before ?? date);
    return before ? [violated([date.id, before.id], { date: toIso(event.span.start) })] : [];
  });
};

const ICE_ITEMS = [['day.iceOrientation', 4, 'orientation'], ['day.iceNaming', 3, 'naming'], ['day.iceCommand', 1, 'command'], ['day.iceWriting', 1, 'writing'], ['day.iceAttention', 1, 'attention']] as const; // biome-ignore format: a table

/** The total against its items; an item not testable may be anything from 0 to its points. */
const iceSum: ComputedRule = (record) =>
  record.events('daily').flatMap((event) => {
    const total = valuedIn(event, 'day.iceScore');
    const a = numberOf(total);
    if (!total || a === undefined) return [];
    const excused = codesOf(inEvent(event, 'day.iceNotTestable')) ?? [];
    let [low, high] = [0, 0];
    for (const [code, points, name] of ICE_ITEMS) {
      const found = numberOf(inEvent(event, code));
      const open = excused.includes(name) || excused.includes('all');
      if (found === undefined && !open) return [];
      low += found ?? 0;
      high += found ?? points;
    }
    return a >= low && a <= high ? [] : [violated([total.id], { a, b: low === high ? low : `${low}–${high}` })];
  });

const HOUR = 3_600_000;

/** When a dose was given, in milliseconds: an instant, or a whole day without a clock time. */
function given(fact: Fact): { readonly low: number; readonly high: number } | null {
  if (fact.value?.kind !== 'date' || !fact.value.date.start || !fact.value.date.end) return null;
  const [start, end] = [fromIso(fact.value.date.start), fromIso(fact.value.date.end)];
  const clock = /^(\d\d):(\d\d)/.exec(fact.value.time ?? '');
  if (!clock) return { low: start * 24 * HOUR, high: (end + 1) * 24 * HOUR };
  const at = start * 24 * HOUR + Number(clock[1]) * HOUR + Number(clock[2]) * 60_000;
  return { low: at, high: at };
}

/** Recorded doses against the label: the least time apart, the most in a day, the most in all. */
const tocilizumabLimits: ComputedRule = (record, params) => {
  const doses = record
    .events('medication')
    .flatMap((event) => {
      const [drug, at] = [valuedIn(event, 'med.drug'), valuedIn(event, 'med.at')];
      const when = at && given(at);
      return codeOf(drug) === 'tocilizumab' && at && when ? [{ fact: at, when, course: event.course }] : [];
    })
    .sort((a, b) => a.when.low - b.when.low);
  const [hours, perDay, total] = [
    numberIn(params, 'minHours'),
    numberIn(params, 'max24h'),
    numberIn(params, 'maxTotal'),
  ];
  const wrong = new Set<string>();
  for (const [index, dose] of doses.entries()) {
    const next = doses[index + 1];
    if (next && next.when.high - dose.when.low < hours * HOUR) wrong.add(next.fact.id);
    const fourth = doses[index + perDay];
    if (fourth && fourth.when.high - dose.when.low < 24 * HOUR) wrong.add(fourth.fact.id);
    if (doses.filter(({ course }) => course === dose.course).indexOf(dose) >= total) wrong.add(dose.fact.id);
  }
  return wrong.size > 0 ? [violated([...wrong])] : [];
};

/** Omitted is nothing given; given is what was planned. */
const doseStatusAgrees: ComputedRule = (record, params) =>
  withAll(record, 'dose.status', 'dose.given').flatMap(({ event, facts }) => {
    const [status, dose] = facts as [Fact, Fact];
    const [amount, planned] = [rangeOf(dose), rangeOf(inEvent(event, 'dose.planned'))];
    if (!amount) return [];
    const word = codeOf(status);
    const tolerance = numberIn(params, 'tolerance') * (planned?.high ?? 0) + 1e-9;
    const other = planned !== null && (amount.high < planned.low - tolerance || amount.low > planned.high + tolerance);
    const wrong = word === 'omitted' ? amount.low > 0 : word === 'given' && other;
    return wrong
      ? [
          violated([status.id, dose.id], {
            status: { code: 'dose.status', answer: word ?? '' },
            given: amount.low,
            planned: planned?.low ?? '–',
          }),
        ]
      : [];
  });

export const dailyRules: ComputedRules = {
  iceImpliesGrade,
  dailyDistinct,
  iceSum,
  tocilizumabLimits,
  doseStatusAgrees,
};
