import { drug, drugId, fromIso, hasHappened, isBefore, regimen, type Span } from '@linea/facts';
import { codeOf, dateSpan, numberOf } from '../../patient/patient.ts';
import { daysText, type Finding, undecided, violated } from '../finding.ts';
import { inEvent, type PatientRecord, type RecordedEvent, valuedIn } from '../record.ts';
import { type ComputedRule, type ComputedRules, numberIn, withAll } from './rule.ts';

interface RecordedLine {
  readonly event: RecordedEvent;
  readonly number: number;
  readonly fact: string;
  readonly start: Span | null;
  /** Null while it goes on or when nothing bounds it. */
  readonly end: Span | null;
}

const finite = (days: Span): Span | null => (Number.isFinite(days.start) || Number.isFinite(days.end) ? days : null);

/** The lines as reported, by start; one that was not begun is none. */
function linesOf(record: PatientRecord): readonly RecordedLine[] {
  return record
    .events('line')
    .flatMap((event): RecordedLine[] => {
      const numbered = valuedIn(event, 'line.number');
      const number = numberOf(numbered);
      if (!numbered || number === undefined) return [];
      const [start, end] = [inEvent(event, 'line.start'), inEvent(event, 'line.end')];
      if (start && !hasHappened(start)) return [];
      const span = (fact: typeof start): Span | null => (fact ? finite(dateSpan(record.of, fact)) : null);
      return [
        { event, number, fact: numbered.id, start: span(start) ?? finite(record.of.span(numbered)), end: span(end) },
      ];
    })
    .sort((a, b) => (a.start?.start ?? 0) - (b.start?.start ?? 0));
}

const lineOrder: ComputedRule = (record) => {
  const lines = linesOf(record);
  return lines.flatMap((line, index) => {
    const later = lines
      .slice(index + 1)
      .find(
        (other) =>
          other.number < line.number && line.start && other.start && isBefore(line.start, other.start) === true,
      );
    return later ? [violated([line.fact, later.fact])] : [];
  });
};

const lineNoGaps: ComputedRule = (record) => {
  const lines = linesOf(record);
  const numbers = new Set(lines.map(({ number }) => number));
  const highest = Math.max(0, ...numbers);
  const last = lines.find(({ number }) => number === highest);
  const gaps = Array.from({ length: highest }, (_, index) => index + 1).filter((number) => !numbers.has(number));
  return last ? gaps.map((n) => violated([last.fact], { n })) : [];
};

/** Days that the earlier line certainly, and at most, goes on after the later one began. */
const lineOverlap: ComputedRule = (record, params) => {
  const most = numberIn(params, 'maxDays');
  const lines = linesOf(record);
  return lines.flatMap((line, index) =>
    lines.slice(index + 1).flatMap((other): readonly Finding[] => {
      if (other.number === line.number || !line.end || !other.start || !line.start) return [];
      const cut = (end: number): number => Math.min(end, other.end?.end ?? Infinity);
      const [low, high] = [line.end.start - other.start.end, cut(line.end.end) - other.start.start];
      if (low > most)
        return [violated([line.fact, other.fact], { a: line.number, b: other.number, days: daysText(low, high) })];
      return high > most && Number.isFinite(low) ? [undecided([line.fact, other.fact])] : [];
    }),
  );
};

/** A line whose only drug is a CAR-T product is the cell therapy itself. */
const isCellTherapy = (event: RecordedEvent): boolean => {
  const name = codeOf(inEvent(event, 'line.regimen')) ?? '';
  return /^CAR-T/.test(drug(drugId(name))?.class ?? '');
};

/** Systemic lines before the cells were collected or, where they were not, all of them. */
const countPriorLines: ComputedRule = (record, params, at) => {
  const wanted = numberIn(params, 'equals');
  const collected = [...record.events('leukapheresis'), ...record.events('infusion')].map(({ span }) => span.end);
  const limit = collected.length > 0 ? Math.min(...collected) : Infinity;
  const prior = linesOf(record).filter(
    ({ event, start }) => !isCellTherapy(event) && (start?.start ?? -Infinity) <= limit,
  );
  const n = new Set(prior.map(({ number }) => number)).size;
  const setting = at && inEvent(at, 'reg.setting');
  return n === wanted || n === 0
    ? []
    : [violated([...(setting ? [setting.id] : []), ...prior.map(({ fact }) => fact)], { n })];
};

const lineNamed = (record: PatientRecord, reference: string | undefined): RecordedLine | undefined =>
  linesOf(record).find(({ event }) => event.id === reference);

const referenceIn = (event: RecordedEvent, code: 'drug.lineRef' | 'cycle.lineRef'): string | undefined => {
  const value = inEvent(event, code)?.value;
  return value?.kind === 'reference' ? value.event : undefined;
};

/** A drug begins not long before its line and ends not long after it. */
const drugWithinLine: ComputedRule = (record, params) => {
  const days = numberIn(params, 'toleranceDays');
  return record.events('drug').flatMap((event): readonly Finding[] => {
    const line = lineNamed(record, referenceIn(event, 'drug.lineRef'));
    const name = valuedIn(event, 'drug.code');
    if (!line?.start || !name) return [];
    const [start, end] = [inEvent(event, 'drug.start'), inEvent(event, 'drug.end')];
    const early = start !== undefined && dateSpan(record.of, start).end < line.start.start - days;
    const late = end !== undefined && line.end !== null && dateSpan(record.of, end).start > line.end.end + days;
    return early || late
      ? [violated([name.id, line.fact], { drug: drug(drugId(codeOf(name) ?? ''))?.inn ?? codeOf(name) ?? '', days })]
      : [];
  });
};

/** Cycles times their length against the days of the line. */
const cyclesFitDuration: ComputedRule = (record, params) => {
  const tolerance = numberIn(params, 'tolerance');
  return linesOf(record).flatMap(({ event, start, end }): readonly Finding[] => {
    const cycles = valuedIn(event, 'line.cycles');
    const n = numberOf(cycles);
    const own = record
      .events('drug')
      .find((one) => referenceIn(one, 'drug.lineRef') === event.id && valuedIn(one, 'drug.cycleLength'));
    const stated = own && valuedIn(own, 'drug.cycleLength');
    const len = numberOf(stated) ?? regimen(codeOf(inEvent(event, 'line.regimen')) ?? '')?.cycleDays ?? null;
    if (!cycles || n === undefined || len === null || !start || !end) return [];
    const expected = n * len;
    const [low, high] = [end.start - start.end, end.end - start.start];
    const [least, most] = [expected * (1 - tolerance), expected * (1 + tolerance)];
    const values = { n, len, days: daysText(low, high) };
    if (high < least || low > most) return [violated([cycles.id], values)];
    return low < least || high > most ? [undecided([cycles.id], values)] : [];
  });
};

/** First day of reimbursement in Italy of a regimen, where the date is known. @source Gazzetta Ufficiale, therapies.json */
const REIMBURSED: Readonly<Record<string, string>> = { 'tisa-cel': '2019-08-07', SVd: '2024-08-03', Sd: '2024-08-03' };

/** Class C(nn) after reimbursement began; a date that is not known never speaks. */
const accessRegimeVsDates: ComputedRule = (record) =>
  withAll(record, 'line.accessRegime', 'line.start').flatMap(({ event, facts }) => {
    const [access, start] = facts as [(typeof facts)[number], (typeof facts)[number]];
    const date = REIMBURSED[codeOf(inEvent(event, 'line.regimen')) ?? ''];
    if (codeOf(access) !== 'cnn' || !date) return [];
    const days = dateSpan(record.of, start);
    const from = fromIso(date);
    return days.start >= from
      ? [violated([access.id, start.id], { date })]
      : days.end >= from
        ? [undecided([access.id, start.id])]
        : [];
  });

/** Day 1 of a cycle is not before that of an earlier cycle of the same line. */
const cycleOrder: ComputedRule = (record) => {
  const cycles = record.events('cycle').flatMap((event) => {
    const [number, day] = [valuedIn(event, 'cycle.number'), inEvent(event, 'cycle.day1')];
    const n = numberOf(number);
    return number && day && n !== undefined
      ? [{ n, fact: number.id, day: dateSpan(record.of, day), line: referenceIn(event, 'cycle.lineRef') }]
      : [];
  });
  return cycles.flatMap((one) => {
    const earlier = cycles.find(
      (other) => other.line === one.line && other.n < one.n && isBefore(one.day, other.day) === true,
    );
    return earlier ? [violated([one.fact, earlier.fact], { n: one.n })] : [];
  });
};

export const lineRules: ComputedRules = {
  lineOrder,
  lineNoGaps,
  lineOverlap,
  countPriorLines,
  drugWithinLine,
  cyclesFitDuration,
  accessRegimeVsDates,
  cycleOrder,
};
