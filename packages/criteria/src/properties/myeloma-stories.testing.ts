import { dictionary, type Fact, fromIso, readLineaJson, toIso } from '@linea/facts';
import fc from 'fast-check';

/** A fact as Linea's JSON has it. */
export interface RawFact {
  readonly id: string;
  readonly code: string;
  readonly event: string;
  readonly effective: string;
  readonly value: unknown;
  readonly unit?: string | undefined;
  readonly comparator?: string;
  readonly known?: string;
}

/** One event of a dense, contradictory story: on a day of it, of which perhaps the month alone is known. */
export interface DenseEvent {
  readonly day: number;
  readonly month: boolean;
  readonly kind: string;
  readonly items: Readonly<Record<string, unknown>>;
}

interface Number {
  readonly number: number;
  readonly unit: string;
  readonly comparator?: string | undefined;
}
const isNumber = (value: unknown): value is Number => typeof value === 'object' && value !== null && 'number' in value;

const ZERO = fromIso('2022-01-01');
export const dayOf = (day: number): string => toIso(ZERO + day);

const seldom = <T>(arbitrary: fc.Arbitrary<T>, weight: number) =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const measured = (unit: string, ...numbers: readonly number[]): fc.Arbitrary<Number> =>
  fc.record({
    number: fc.constantFrom(...numbers),
    unit: fc.constant(unit),
    comparator: seldom(fc.constantFrom('<', '>', '<='), 6),
  });
const some = (items: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.record(items, { requiredKeys: [] }).filter((record) => Object.keys(record).length > 0);
const of = fc.constantFrom;

const SERUM = measured('g/dL', 0, 0.1, 0.3, 0.4, 0.5, 1, 1.5, 2, 2.5, 4, 5, 6, 7.1);
const LABORATORY = some({
  'lab.mSerum': SERUM, 'lab.mUrine': measured('mg/(24.h)', 0, 50, 90, 100, 190, 200, 400, 800), 'lab.immunofixSerum': of('positive', 'negative'), 'lab.immunofixUrine': of('positive', 'negative'),
  'lab.kappa': measured('mg/L', 5, 10, 100, 300, 500), 'lab.lambda': measured('mg/L', 5, 10, 100, 300), 'lab.b2m': measured('mg/L', 2, 3.5, 4, 5.5, 6), 'lab.albumin': measured('g/dL', 3, 3.5, 4),
  'lab.hb': measured('g/dL', 7.9, 8, 8.5, 10, 12), 'lab.calcium': measured('mg/dL', 9, 10.5, 11, 11.5, 12.1), 'lab.creatinine': measured('mg/dL', 1, 1.2, 2, 2.1),
}); // biome-ignore format: a table

/** Kinds of event with how often each comes, the item that dates it, and what it holds. */
const KINDS: readonly (readonly [weight: number, kind: string, date: string | null, items: fc.Arbitrary<object>])[] = [
  [8, 'lab', null, LABORATORY],
  [3, 'line', 'line.start', fc.record({ 'line.regimen': of('DRd', 'SVd', 'PVd', 'Kd', 'XYZ'), 'line.number': of(1, 2, 3), 'line.cycles': of(0, 1, 4), 'line.stopReason': of('ongoing', 'progression', 'toxicity'), 'line.planId': of('A', 'B') }, { requiredKeys: ['line.regimen'] })],
  [1, 'line-end', null, fc.record({ line: of(0, 1, 2) })],
  [2, 'response', 'resp.date', some({ 'resp.imwg': of('PR', 'VGPR', 'CR', 'SD', 'PD', 'NE'), 'resp.newLesion': of('yes', 'no', 'indeterminate'), 'resp.newLesionKind': of(['lytic'], ['fractureOnly']), 'resp.imaging': of('ct', 'petct', 'mriSpine'), 'resp.plasmacytoma': measured('cm2', 0, 2, 4, 9), 'resp.imwgBone': of('progression', 'stable') })],
  [2, 'marrow', 'marrow.date', fc.record({ 'marrow.plasmaCells': measured('%', 2, 4, 5, 8, 20, 30, 60), 'marrow.plasmaMethod': of('biopsy', 'aspirate', 'flow'), 'marrow.plasmaClonal': of('present', 'absent') })],
  [1, 'mrd', 'mrd.date', fc.record({ 'mrd.method': of('ngf', 'ngs'), 'mrd.result': of('negative', 'positive', 'pnq'), 'mrd.sensitivity': fc.constant({ number: 1e-5, unit: '1' }) })],
  [1, 'death', 'death.date', fc.record({ 'death.cause': of('relapse', 'infection', 'unknown') })],
  [2, 'followup', 'fu.date', fc.record({ 'fu.survival': of('alive', 'lost') })],
  [1, 'procedure', 'proc.date', fc.record({ 'proc.kind': of('autoHsct', 'alloHsct', 'radiotherapy'), 'proc.planId': of('A', 'B') }, { requiredKeys: ['proc.kind'] })],
  [2, 'infusion', 'inf.date', fc.record({ 'inf.product': of('cilta-cel', 'ide-cel') })],
  [1, 'leukapheresis', 'leuk.date', fc.record({ 'leuk.result': of('accepted', 'insufficient') })],
  [1, 'subsequent', 'sub.start', fc.record({ 'sub.kind': of('targeted', 'bispecific', 'chemo', 'radiotherapy') })],
  [2, 'cytogenetics', 'cyto.date', fc.record({ 'cyto.abnormality': of('DEL_17P', 'T_4_14', 'T_14_16', 'GAIN_1Q', 'DEL_1P32'), 'cyto.result': of('present', 'absent', 'failed') })],
  [1, 'staging', null, some({ 'stg.ecog': of('0', '1', '2', '3'), 'stg.issReported': of('1', '2', '3'), 'stg.lyticCount': fc.constant({ number: 2, unit: '{lesions}' }), 'stg.imaging': of('ct', 'mriSpine') })],
]; // biome-ignore format: a table
const DATES = new Map(KINDS.map(([, kind, date]) => [kind, date]));
const EXACT: ReadonlySet<string> = new Set(['infusion', 'leukapheresis']);

/** Stories of myeloma in which anything may come at any time, twice, and against what was said before. */
export const denseStories = (months = true): fc.Arbitrary<readonly DenseEvent[]> =>
  fc.array(
    fc.oneof(
      ...KINDS.map(([weight, kind, , items]) => ({
        weight,
        arbitrary: fc.record({
          day: fc.integer({ min: -60, max: 700 }),
          month: months && !EXACT.has(kind) ? fc.integer({ min: 0, max: 5 }).map((drawn) => drawn === 0) : fc.constant(false),
          kind: fc.constant(kind),
          items: items as fc.Arbitrary<Readonly<Record<string, unknown>>>,
        }),
      })),
    ),
    { minLength: 4, maxLength: 24 },
  ); // biome-ignore format: one generator

/** The facts of a story, all its days moved by some; the first death is the only one, a line ends a month after its start or later. */
export function rawFacts(story: readonly DenseEvent[], shift = 0): readonly RawFact[] {
  const facts: RawFact[] = [
    { id: 'r', code: 'reg.indication', event: 'registration:r', effective: dayOf(-400 + shift), value: 'MM' },
  ];
  const lines = story.flatMap(({ kind }, index) => (kind === 'line' ? [index] : []));
  const ended = new Set<number>();
  const death = story.findIndex(({ kind }) => kind === 'death');
  story.forEach(({ day, month, kind, items }, index) => {
    if (kind === 'death' && index !== death) return;
    const exact = dayOf(day + shift);
    const effective = month ? exact.slice(0, 7) : exact;
    if (kind === 'line-end') {
      const line = lines[items.line as number];
      if (line === undefined || ended.has(line) || day < (story[line] as DenseEvent).day + 31) return;
      ended.add(line);
      facts.push({ id: `e${index}`, code: 'line.end', event: `line:${line}`, effective, value: effective });
      return;
    }
    const event = `${kind}:${index}`;
    const date = DATES.get(kind);
    if (date) facts.push({ id: `d${index}`, code: date, event, effective, value: effective });
    Object.entries(items).forEach(([code, item], place) => {
      const common = { id: `f${index}-${place}`, code, event, effective };
      if (!isNumber(item)) facts.push({ ...common, value: item, unit: dictionary().get(code)?.unit ?? undefined });
      else {
        const { number, unit, comparator } = item;
        facts.push({ ...common, value: number, unit, ...(comparator ? { comparator } : {}) });
      }
    });
  });
  return facts;
}

/** @throws {Error} a fact that is refused: the generator makes none */
export function factsFrom(facts: readonly RawFact[]): readonly Fact[] {
  const read = readLineaJson(JSON.stringify({ format: 'linea', version: 1, facts }), {
    recorded: '2030-01-01T00:00:00Z', by: 'test', patient: 'p', centre: 'c', file: 'dense',
  }); // biome-ignore format: one call
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.facts;
}
