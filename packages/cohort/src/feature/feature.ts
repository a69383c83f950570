import { linesOf, patient } from '@linea/criteria';
import { convert, type Fact, normaliseUnit, toIso, unitOf, type View, withMembers } from '@linea/facts';
import type { Decision } from '../population/decision.ts';
import type { FeatureSpec } from '../study/study.ts';

/** What a feature says of one patient at the decision; a missing value says why. */
export interface FeatureValue {
  readonly value: number | string | null;
  readonly missing?: 'notRecorded' | 'absent' | 'outsideWindow' | 'unit' | 'noLimit' | 'tooLate' | 'onlyOne';
  readonly fact?: Fact;
  /** The source did not say when it was known. */
  readonly assumedKnown: boolean;
  /** Reported beyond a limit of detection, or as an interval: the limit or the middle stands for it. */
  readonly bounded: boolean;
}

const NONE_OF_IT: FeatureValue = { value: 0, assumedKnown: false, bounded: false };
const NOTHING: FeatureValue = { value: null, missing: 'notRecorded', assumedKnown: false, bounded: false };

/** The codes that features read: what the decision needs to see of a patient. */
export const codesRead = (specs: readonly FeatureSpec[]): ReadonlySet<string> =>
  new Set([
    'demo.birthYear',
    'lab.uln',
    'asy.sampleRef',
    ...specs.flatMap(({ code, where, sample, unless }) => [
      ...(code === undefined ? [] : [code]),
      ...Object.keys(where ?? {}),
      ...Object.keys(sample ?? {}),
      ...Object.keys(unless ?? {}),
    ]),
  ]);

/**
 * One feature of one patient: from the facts known before the decision and nothing else.
 *
 * @param known  the view as of the decision instant; a fact that is not in it does not exist here
 */
export function featureOf(spec: FeatureSpec, known: View, decision: Decision): FeatureValue {
  if (spec.from === 'age') return ageOf(known, decision);
  if (spec.from === 'priorLines') return priorLines(known);
  if (spec.unless && eventsWhere(known, spec.unless).size > 0) return NONE_OF_IT;
  const found = known.byCode(spec.code ?? '');
  const events = spec.where && found.length > 0 ? eventsWhere(known, spec.where) : null;
  const samples = spec.sample && found.length > 0 ? eventsWhere(known, spec.sample) : null;
  const all = found.filter(
    ({ event }) => (!events || events.has(event)) && (!samples || samples.has(sampleOf(known, event) ?? '')),
  );
  const valued = all.filter((fact) => fact.value !== undefined);
  if (valued.length === 0) return all.length > 0 ? withMembers(NOTHING, { missing: 'absent' }) : NOTHING;
  const inWindow = valued.filter((fact) => isInWindow(fact, known, decision, spec.window));
  if (inWindow.length === 0) return withMembers(NOTHING, { missing: 'outsideWindow' });
  const read = inWindow.map((fact) => readingOf(spec, fact, known));
  return chosen(spec, read, known);
}

function chosen(spec: FeatureSpec, read: readonly FeatureValue[], known: View): FeatureValue {
  if (read.length === 1 && spec.take !== 'change' && spec.take !== 'count') return read[0] as FeatureValue;
  const usable = read.filter(({ value }) => value !== null);
  if (usable.length === 0) return read.at(-1) ?? NOTHING;
  const order = (of: FeatureValue): number => (of.fact ? known.span(of.fact).end : 0);
  const sorted = [...usable].sort((a, b) => order(a) - order(b));
  switch (spec.take) {
    case 'first':
      return sorted[0] as FeatureValue;
    case 'last':
      return sorted.at(-1) as FeatureValue;
    case 'count': {
      const bounded = usable.some((one) => one.bounded);
      return withMembers(sorted.at(-1) as FeatureValue, {
        bounded,
        value: usable.filter(({ value }) => value !== 0).length,
      });
    }
    case 'change': {
      const [first, last] = [sorted[0] as FeatureValue, sorted.at(-1) as FeatureValue];
      if (order(last) === order(first)) return withMembers(NOTHING, { missing: 'onlyOne' });
      const bounded = first.bounded || last.bounded;
      return withMembers(last, { bounded, value: round(Number(last.value) - Number(first.value)) });
    }
    default: {
      const sign = spec.take === 'highest' ? -1 : 1;
      return [...usable].sort((a, b) => sign * (Number(a.value) - Number(b.value)))[0] as FeatureValue;
    }
  }
}

function readingOf(spec: FeatureSpec, fact: Fact, known: View): FeatureValue {
  const common = { fact, assumedKnown: fact.knownBasis === 'assumed', bounded: false };
  const { value } = fact;
  const none = (missing: NonNullable<FeatureValue['missing']>): FeatureValue =>
    withMembers(common, { value: null, missing });
  switch (value?.kind) {
    case 'code':
    case 'codes': {
      const codes = value.kind === 'code' ? [value.code] : value.codes;
      if (
        codes.some((code) => code === 'unknown' || code === 'notDone' || code === 'notTested' || code === 'notAssessed')
      )
        return none('absent');
      if (spec.is) return withMembers(common, { value: codes.some((code) => spec.is?.includes(code)) ? 1 : 0 });
      return withMembers(common, { value: codes.join('+') });
    }
    case 'boolean':
      return withMembers(common, { value: value.boolean ? 1 : 0 });
    case 'number':
    case 'interval': {
      const number = value.kind === 'number' ? belowLimit(value, spec.belowLimit) : (value.low + value.high) / 2;
      const bounded = value.kind === 'interval' || value.comparator !== undefined;
      if (spec.per === 'uln') {
        const uln = fact.qualifiers?.uln ?? limitOf(known, fact);
        return uln !== undefined && uln > 0
          ? withMembers(common, { bounded, value: round(number / uln) })
          : none('noLimit');
      }
      const wanted = spec.unit === undefined ? unitOf(fact.code) : normaliseUnit(spec.unit);
      const inUnit = value.unit === null || wanted === null ? number : convert(number, value.unit, wanted);
      return inUnit === null ? none('unit') : withMembers(common, { bounded, value: round(inUnit) });
    }
    default:
      return none('notRecorded');
  }
}

/** What stands for a result below a limit of detection. */
const belowLimit = (
  { number, comparator }: { number: number; comparator?: string },
  rule: FeatureSpec['belowLimit'],
): number => (comparator === '<' || comparator === '<=' ? { limit: number, half: number / 2, zero: 0 }[rule] : number);

/** The sample that an assay was made of. */
export function sampleOf(known: View, event: string): string | undefined {
  const value = known.byEvent(event).find(({ code }) => code === 'asy.sampleRef')?.value;
  return value?.kind === 'reference' ? value.event : undefined;
}

/** The limit recorded beside a result of the same event. */
function limitOf(known: View, { event }: Fact): number | undefined {
  const value = known.byEvent(event).find(({ code }) => code === 'lab.uln')?.value;
  return value?.kind === 'number' ? value.number : undefined;
}

const round = (value: number): number =>
  Number.isInteger(value) && Math.abs(value) < 1e12 ? value : Number(value.toPrecision(12));

function isInWindow(fact: Fact, known: View, { day }: Decision, window: FeatureSpec['window']): boolean {
  if (!window) return true;
  const { start, end } = known.span(fact);
  return start >= day + window[0] && end <= day + window[1];
}

/** The events whose facts say all of this; answers of one code are gathered once a view, since many features ask of it. */
function eventsWhere(known: View, where: NonNullable<FeatureSpec['where']>): ReadonlySet<string> {
  let found: ReadonlySet<string> | undefined;
  for (const code in where) {
    const byAnswer = eventsByAnswer(known, code);
    const wanted = where[code] as string | readonly string[];
    let events = NO_EVENTS;
    if (typeof wanted === 'string') events = byAnswer.get(wanted) ?? NO_EVENTS;
    else events = new Set(wanted.flatMap((answer) => [...(byAnswer.get(answer) ?? [])]));
    found = found ? intersection(found, events) : events;
    if (found.size === 0) return found;
  }
  return found ?? NO_EVENTS;
}

const NO_EVENTS: ReadonlySet<string> = new Set();
const gathered = new WeakMap<View, Map<string, ReadonlyMap<string, ReadonlySet<string>>>>();

function eventsByAnswer(known: View, code: string): ReadonlyMap<string, ReadonlySet<string>> {
  let codes = gathered.get(known);
  if (!codes) {
    codes = new Map();
    gathered.set(known, codes);
  }
  const before = codes.get(code);
  if (before) return before;
  const made = new Map<string, Set<string>>();
  for (const { event, value } of known.byCode(code)) {
    for (const answer of value?.kind === 'codes' ? value.codes : value?.kind === 'code' ? [value.code] : []) {
      const events = made.get(answer);
      if (events) events.add(event);
      else made.set(answer, new Set([event]));
    }
  }
  codes.set(code, made);
  return made;
}

const intersection = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> => {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  return new Set([...few].filter((event) => many.has(event)));
};

/** Lines of therapy before the decision, as the criteria number them; a line that is the cell therapy itself is none of them. */
function priorLines(known: View): FeatureValue {
  const lines = linesOf(patient(known)).filter(({ kind }) => kind !== 'cart');
  return lines.length === 0 ? NOTHING : { value: lines.length, assumedKnown: false, bounded: false };
}

/** Age in whole years from the year of birth: the year of the decision less that of birth. */
function ageOf(known: View, { day }: Decision): FeatureValue {
  const fact = known.byCode('demo.birthYear').find(({ value }) => value?.kind === 'number');
  if (fact?.value?.kind !== 'number') return NOTHING;
  const age = Number(toIso(day).slice(0, 4)) - fact.value.number;
  return { value: age, fact, assumedKnown: fact.knownBasis === 'assumed', bounded: false };
}
