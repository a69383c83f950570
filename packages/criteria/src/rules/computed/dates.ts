import { fromIso, hasHappened, toIso } from '@linea/facts';
import { ageAt, birthInterval, birthOfAge } from '../../general/age.ts';
import { cutoffOf } from '../../lines/cutoff-of.ts';
import { codeOf, dateSpan, numberOf, valued } from '../../patient/patient.ts';
import { daysText, type Finding, undecided, violated } from '../finding.ts';
import { daysApart, inEvent, valuedIn } from '../record.ts';
import { type ComputedRule, type ComputedRules, numberIn, wordsIn } from './rule.ts';

const PERSON = new Set(['demographics', 'age-statement']);

/** Nothing lies before birth, nothing but appointments after the day on which it was recorded. */
const dateAfterBirth: ComputedRule = (record, params) => {
  const birth = birthInterval(record.of);
  const appointments = wordsIn(params, 'futureAllowed');
  const found = new Map<string, Finding>();
  for (const fact of record.of.facts) {
    if (PERSON.has(fact.event.slice(0, fact.event.indexOf(':'))) || found.has(fact.event)) continue;
    const days = appointments.includes(fact.code) ? record.of.span(fact) : dateSpan(record.of, fact);
    const recorded = fromIso(fact.recorded.slice(0, 10)) + 1;
    const early = birth !== null && days.end < birth.start;
    if (early || (days.start > recorded && !appointments.includes(fact.code)))
      found.set(fact.event, violated([fact.id], { code: { item: fact.code } }));
  }
  return [...found.values()];
};

/** Every stated age bounds the birth; what the year of birth allows is the first bound. */
const ageConsistency: ComputedRule = ({ of }) => {
  const ages = valued(of, 'demo.ageStated');
  const year = valued(of, 'demo.birthYear').at(-1);
  const number = numberOf(year);
  const bounds = ages.flatMap((fact) => {
    const age = numberOf(fact);
    return age === undefined ? [] : [{ fact, age, days: birthOfAge(age, of.span(fact)) }];
  });
  const born = number === undefined ? null : { start: fromIso(`${number}-01-01`), end: fromIso(`${number}-12-31`) };
  return bounds.flatMap(({ fact, age, days }, index) => {
    const others = [
      ...(born && year ? [{ id: year.id, days: born }] : []),
      ...bounds.slice(0, index).map((other) => ({ id: other.fact.id, days: other.days })),
    ];
    const against = others.find((other) => days.end < other.days.start || days.start > other.days.end);
    return against ? [violated([fact.id, against.id], { a: age, date: toIso(of.span(fact).start) })] : [];
  });
};

/** Age at infusion against the printed range of the product. */
const ageForProduct: ComputedRule = (record, params) => {
  const ranges = params.rangesYears as Readonly<Record<string, readonly [number | null, number | null]>>;
  return record.events('infusion').flatMap((event) => {
    const [product, date] = [valuedIn(event, 'inf.product'), inEvent(event, 'inf.date')];
    const range = ranges[codeOf(product) ?? ''];
    if (!product || !date || !hasHappened(date) || !range) return [];
    const age = ageAt(record.of, dateSpan(record.of, date)).value;
    if (age === null) return [undecided([product.id])];
    const [low, high] = typeof age === 'number' ? [age, age] : [age.low, age.high];
    const [least, most] = [range[0] ?? -Infinity, range[1] ?? Infinity];
    const values = { age: daysText(low, high), product: { code: 'inf.product', answer: codeOf(product) ?? '' } };
    if (high < least || low > most) return [violated([product.id, date.id], values)];
    return low < least || high > most ? [undecided([product.id, date.id], values)] : [];
  });
};

type Windows = Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;

/** The label of an assessment or a sample against the day after infusion; labels without a window are not checked. */
const timepointWindow: ComputedRule = (record, params, _, codes) => {
  const [label, dated] = codes as [(typeof codes)[number], (typeof codes)[number]];
  const windows = params.windows as Windows;
  const disease = codeOf(valued(record.of, 'reg.indication').at(-1));
  const kind = label.startsWith('smp') ? 'sample' : 'response';
  const infusions = record.events('infusion').filter((event) => {
    const date = inEvent(event, 'inf.date');
    return date !== undefined && hasHappened(date);
  });
  return record.events(kind).flatMap((event) => {
    const [told, date] = [valuedIn(event, label), inEvent(event, dated)];
    const word = codeOf(told) ?? '';
    const window = (windows.any ?? windows[disease ?? ''])?.[word];
    const infusion = infusions.find(({ course }) => course === event.course);
    const zero = infusion && inEvent(infusion, 'inf.date');
    if (!told || !window || !zero) return [];
    const { low, high } = daysApart(record.of, zero, date ?? told);
    const values = { tp: { code: label, answer: word }, days: daysText(low, high) };
    if (high < window[0] || low > window[1]) return [violated([told.id, zero.id], values)];
    return low < window[0] || high > window[1] ? [undecided([told.id, zero.id], values)] : [];
  });
};

/** A measurement at least every so many days from one day after infusion to another, as far as follow-up reaches. */
const seriesCoverage: ComputedRule = (record, params) => {
  const [from, to, gap] = [numberIn(params, 'fromDay'), numberIn(params, 'toDay'), numberIn(params, 'maxGapDays')];
  const { of } = record;
  return record.events('infusion').flatMap((event) => {
    const zero = inEvent(event, 'inf.date');
    if (!zero || !hasHappened(zero) || inEvent(event, 'inf.notInfusedReason')?.value) return [];
    const until = Math.min(to, cutoffOf(of) - dateSpan(of, zero).end);
    if (!(until >= gap)) return [];
    const days = valued(of, 'lab.anc')
      .map((fact) => daysApart(of, zero, fact))
      .filter(({ low, high }) => high >= from && low <= until)
      .sort((a, b) => a.low - b.low || a.high - b.high);
    const edges = [{ low: from, high: from }, ...days, { low: until, high: until }];
    const gaps = edges.slice(1).map((next, index) => next.low - (edges[index] as { high: number }).high);
    const widest = days.length === 0 ? until - from : Math.max(...gaps);
    return widest > gap ? [violated([zero.id], { days: widest })] : [];
  });
};

export const dateRules: ComputedRules = {
  dateAfterBirth,
  ageConsistency,
  ageForProduct,
  timepointWindow,
  seriesCoverage,
};
