import { type Code, type Disease, dictionary, type Item } from '@linea/facts';
import fc from 'fast-check';

/** A fact as Linea's JSON holds it. */
export interface RawFact {
  readonly id: string;
  readonly code: string;
  readonly event: string;
  readonly effective: string;
  readonly known: string;
  readonly value?: unknown;
  readonly absent?: string;
  readonly unit?: string;
  readonly qualifiers?: Readonly<Record<string, unknown>>;
}

const COMMON = [
  'demographics',
  'diagnosis',
  'function',
  'comorbidity',
  'leukapheresis',
  'lab',
  'lab',
  'immune',
  'infection',
  'followup',
  'death',
  'support',
  'drug',
];
/** What is recorded of a disease; what matters most is drawn most. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  LBCL: [...COMMON, 'pathology', 'cytogenetics', 'staging', 'line', 'eligibility', 'manufacturing', 'bridging', 'infusion', 'daily', 'daily', 'medication', 'response', 'response', 'lesion', 'lesion', 'marrow', 'subsequent', 'iechs'],
  ALL: [...COMMON, 'marrow', 'marrow', 'mrd', 'mrd', 'line', 'bridging', 'infusion', 'response', 'response', 'procedure', 'subsequent', 'daily'],
  SLE: [...COMMON, 'sle-diagnosis', 'sle-activity', 'sle-activity', 'sle-activity', 'bilag', 'consent', 'eligibility', 'manufacturing', 'daily'],
}; // biome-ignore format: lists

/** Where criteria draw their lines, and beside them. */
const LIMITS: Readonly<Record<string, readonly number[]>> = {
  'marrow.blasts': [0, 4.9, 5, 25, 70], 'lab.blastsPb': [0, 1], 'lab.anc': [0.1, 0.4, 0.5, 1, 1.5], 'lab.plt': [19, 20, 50, 75, 99, 100, 176], 'lab.hb': [7.9, 8, 9, 11],
  'mrd.value': [0, 5e-6, 1e-4, 7e-3, 0.012], 'mrd.sensitivity': [1e-3, 1e-4, 1e-5], 'day.tempMax': [36.8, 38, 38.4, 39], 'lab.ferritin': [300, 649, 650, 2001], 'lab.crp': [1, 30, 31],
  'lab.igg': [300, 400, 401, 600, 700], 'imm.cd19': [0, 4, 5, 9, 10, 25], 'imm.cd4': [200, 201], 'sledai.pga': [0.4, 0.5, 1, 1.1], 'sledai.gcDose': [0, 5, 5.1, 7.5, 7.6], 'lab.upcr': [490, 500, 510, 4000],
  'lab.egfr': [60, 76, 90], 'lab.wbc': [2.9, 3, 3.9, 4], 'path.cd10pct': [0, 29, 30], 'lesion.ldi': [0.5, 1.5, 1.6, 2, 2.5, 5], 'lesion.sdi': [0.5, 1, 2], 'resp.spleenCm': [12, 13, 14, 15, 16], 'line.number': [1, 2],
}; // biome-ignore format: a table
const DRUGS = ['rituximab', 'mycophenolate', 'prednisone', 'hydroxychloroquine', 'belimumab'];

const isDate = ({ type }: Item): boolean => /date/i.test(type);
const BY_KIND = new Map<string, Item[]>();
for (const item of dictionary().values()) BY_KIND.set(item.event, [...(BY_KIND.get(item.event) ?? []), item]);

function numbers({ code, type, range }: Item): fc.Arbitrary<number> {
  const [low, high] = [Number(range.softMin ?? range.hardMin ?? 0), Number(range.softMax ?? range.hardMax ?? 100)];
  const plausible = fc.integer({ min: 0, max: 20 }).map((step) => {
    const drawn = low + ((high - low) * step) / 20;
    return type === 'integer' ? Math.round(drawn) : Number(drawn.toPrecision(3));
  });
  const limits = LIMITS[code];
  return limits ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...limits) }, { weight: 1, arbitrary: plausible }) : plausible; // biome-ignore format: one thought
}

function answerOf(item: Item): fc.Arbitrary<unknown> | null {
  const words = item.values?.map(({ code }) => code);
  switch (item.type) {
    case 'code':
      return words ? fc.constantFrom(...words) : item.code === 'drug.code' ? fc.constantFrom(...DRUGS) : null;
    case 'codeList':
      return words
        ? fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((all) => (all.includes('none') ? ['none'] : all))
        : null; // biome-ignore format: one thought
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'decimal':
      return numbers(item);
    case 'text':
      return item.code === 'lesion.id' ? fc.constantFrom('A', 'B') : null;
    default:
      return isDate(item) ? fc.constant(null) : null;
  }
}

const iso = (day: number): string => new Date(Date.UTC(2023, 11, 1 + day)).toISOString().slice(0, 10);
/** Days of which some come again and again: much is recorded on one day. */
const day = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.constantFrom(100, 105, 110, 114, 115, 120, 130, 145, 200));
const REASONS = ['notDone', 'refused', 'unknown', 'pending'];

/** One event of a kind, with some of its items: absent, censored, spurious and imprecise ones among them. */
function eventOf(kind: string, number: number): fc.Arbitrary<readonly Omit<RawFact, 'id'>[]> {
  const items = (BY_KIND.get(kind) ?? []).flatMap((item) => {
    const value = item.role === 'qualifier' ? null : answerOf(item);
    return value ? [{ item, value }] : [];
  });
  const drawn = items.map(({ value }) => fc.record({ value, isIn: fc.integer({ min: 0, max: 9 }), luck: fc.integer({ min: 0, max: 99 }), comparator: fc.constantFrom('<', '>', '<=', '>=') })); // biome-ignore format: one thought
  return fc.record({ on: day, lasts: fc.integer({ min: 1, max: 60 }), late: fc.integer({ min: 0, max: 40 }), isMonth: fc.integer({ min: 0, max: 9 }), all: fc.tuple(...drawn) }).map(({ on, lasts, late, isMonth, all }) =>
    items.flatMap(({ item }, index): readonly Omit<RawFact, 'id'>[] => {
      const { value, isIn, luck, comparator } = all[index] as { value: unknown; isIn: number; luck: number; comparator: string };
      const isEnd = /end$|discharge$|responseDate|releaseDate|progressionDate/i.test(item.code);
      const isNeeded = /(\.kind|\.code|\.id)$/.test(item.code) || (item.role === 'date' && !isEnd);
      if (!isNeeded && isIn > 3) return [];
      const exact = iso(on + (isDate(item) && isEnd ? lasts : 0));
      const effective = isMonth === 0 && item.type !== 'date' ? exact.slice(0, 7) : exact;
      const known = `${iso(on + late + lasts + 31)}T12:00:00Z`;
      const said = luck < 4 ? { absent: REASONS[luck] as string } : { value: isDate(item) ? (item.type === 'partialDate' ? effective : exact) : value };
      const isMeasured = typeof value === 'number' && item.unit !== null && 'value' in said;
      const limits = LIMITS[item.code] ?? [5, 10];
      const qualifiers = kind !== 'lab' || !isMeasured || luck < 4 ? {} : luck < 10 ? { comparator } : luck < 13 ? { spurious: true } : luck > 50 ? { uln: limits.at(-1), lln: limits[0] } : {};
      return [{ code: item.code, event: `${kind}:e${number}`, effective, known, ...said, ...(isMeasured ? { unit: item.unit as string } : {}), ...(Object.keys(qualifiers).length > 0 ? { qualifiers } : {}) }];
    }),
  ); // biome-ignore format: one event
}

const withIds = (facts: readonly Omit<RawFact, 'id'>[]): readonly RawFact[] =>
  facts.map((fact, index) => ({ id: `f${String(index).padStart(4, '0')}`, ...fact }));

/** The record of a patient of whom much is written, and much of it twice and against itself. */
export const densePatient = (disease: Disease): fc.Arbitrary<readonly RawFact[]> =>
  fc
    .array(fc.constantFrom(...(KINDS[disease] ?? [])), { minLength: 12, maxLength: 30 })
    .chain((kinds) => fc.tuple(eventOf('infusion', 900), eventOf('lymphodepletion', 901), ...kinds.map(eventOf)))
    .map((events) => withIds([{ code: 'reg.indication' as Code, event: 'registration:r', effective: '2023-12-01', known: '2023-12-01T12:00:00Z', value: disease }, ...events.flat()])); // biome-ignore format: one record
