import {
  type Choice, choice, count, date, type Flag, flag, type InputIssue, type Inputs, leaf, type Measured, quantity, type Read, type Reader, record,
} from '../../engine/index.ts'; // biome-ignore format: a list

const NOTHING_FOUND = ['not-detected', 'notDetected', 'not detected', 'negative', 'none'];

/** An M-protein: a quantity, or 'not-detected', which is zero. A bare 0 needs no unit. */
function mProtein(unit: string, plausible: readonly [number, number], probably?: string): Reader<Measured> {
  const reader = quantity(unit, { plausible, zero: NOTHING_FOUND, ...(probably ? { probably } : {}) });
  return {
    help: `${reader.help} | 'not-detected'`,
    read(raw, name) {
      const written =
        typeof raw === 'object' && raw !== null && NOTHING_FOUND.includes((raw as { value?: string }).value ?? '')
          ? 'not-detected'
          : raw;
      return reader.read(written === 0 ? 'not-detected' : written, name);
    },
  };
}

export const serumM = (): Reader<Measured> => mProtein('g/dL', [0, 15], 'g/L instead of g/dL');
export const urineM = (): Reader<Measured> => mProtein('mg/(24.h)', [0, 100_000]);
export const plasmaCells = (): Reader<Measured> => quantity('%', { bare: true, plausible: [0, 100] });

/** Free light chains with their ratio and its reference range; `difference` of either chain over the other. */
export interface LightChains {
  readonly kappa: Measured;
  readonly lambda: Measured;
  /** kappa/lambda. */
  readonly ratio: Measured;
  readonly reference: readonly [number, number];
  readonly given: boolean;
}

export type Chain = 'kappa' | 'lambda';

const REFERENCE = [0.26, 1.65] as const;

/** Members of `flc` may be `{ value, unit }` or numbers in its common `unit`. */
const withUnit = (raw: unknown, unit: unknown): unknown =>
  typeof raw === 'number'
    ? { value: raw, unit }
    : typeof raw === 'object' && raw !== null && !('unit' in raw)
      ? { ...raw, unit }
      : raw;

function quotient(kappa: Measured, lambda: Measured, name: string): Measured {
  const low = kappa.range.low / lambda.range.high;
  const high = kappa.range.high / lambda.range.low;
  const range = {
    low: Number.isNaN(low) ? 0 : low,
    high: Number.isNaN(high) ? Infinity : high,
    lowOpen: Boolean(kappa.range.lowOpen || lambda.range.highOpen),
    highOpen: Boolean(kappa.range.highOpen || lambda.range.lowOpen),
  };
  return { key: `${name}.ratio`, inputs: [leaf(name)], range, unit: '1', given: true };
}

/** `{ kappa, lambda, unit }`, or `{ ratio }` where no more is known; `low` and `high` replace the reference range of the ratio. */
export function lightChains(): Reader<LightChains> {
  const chain = quantity('mg/L', { plausible: [0, 500_000] });
  const number = quantity('1', { bare: true, plausible: [0, 1_000_000], factors: { '{ratio}': 1 } });
  return {
    help: '{ kappa, lambda, unit } | { ratio }',
    read(raw, name): Read<LightChains> {
      const source = (
        typeof raw === 'number' ? { ratio: raw } : typeof raw === 'object' && raw !== null ? raw : {}
      ) as Record<string, unknown>;
      const kappa = chain.read(withUnit(source.kappa, source.unit), `${name}.kappa`);
      const lambda = chain.read(withUnit(source.lambda, source.unit), `${name}.lambda`);
      const ratio = number.read(source.ratio, `${name}.ratio`);
      const both = kappa.input.given && lambda.input.given;
      const [low, high] = [source.low ?? source.lln, source.high ?? source.uln];
      return {
        input: {
          kappa: kappa.input,
          lambda: lambda.input,
          ratio: both ? quotient(kappa.input, lambda.input, name) : ratio.input,
          reference: [typeof low === 'number' ? low : REFERENCE[0], typeof high === 'number' ? high : REFERENCE[1]],
          given: both || ratio.input.given,
        },
        issues: [...kappa.issues, ...lambda.issues, ...ratio.issues],
      };
    },
  };
}

/** Involved minus uninvolved chain (dFLC), mg/L; may be negative. Null when a chain is not known. */
export function difference({ kappa, lambda }: LightChains, involved: Chain): Measured | null {
  if (!kappa.given || !lambda.given) return null;
  const [more, less] = involved === 'kappa' ? [kappa, lambda] : [lambda, kappa];
  const range = {
    low: more.range.low - less.range.high,
    high: more.range.high - less.range.low,
    lowOpen: Boolean(more.range.lowOpen || less.range.highOpen),
    highOpen: Boolean(more.range.highOpen || less.range.lowOpen),
  };
  return { key: `${kappa.key} dFLC`, inputs: ['flc'], range, unit: 'mg/L', given: true };
}

const LESION_WORDS = {
  yes: 'true', no: 'false', present: 'true', absent: 'false', none: 'false', lytic: 'true', focal: 'true', focalMri: 'true', softTissue: 'true', lymphoma: 'true',
  fractureOnly: 'false', fracture: 'false', compressionFracture: 'false', unlikelyLymphoma: 'false', indeterminate: null,
} as const; // biome-ignore format: a table
const lesionFlag = (): Reader<Flag> => ({ ...choice(['true', 'false'], LESION_WORDS), help: 'true | false' });

const immunofixation = (): Reader<Choice<'pos' | 'neg'>> =>
  choice(['pos', 'neg'], {
    positive: 'pos',
    negative: 'neg',
    present: 'pos',
    absent: 'neg',
    true: 'pos',
    false: 'neg',
    indeterminate: null,
  });

const MODALITIES = ['ct', 'mri', 'xray'] as const;
type Modality = (typeof MODALITIES)[number];
const MODALITY_WORDS = {
  petct: 'ct', wbldct: 'ct', wbmri: 'mri', mriSpine: 'mri', skeletalXr: 'xray', none: null,
} as const; // biome-ignore format: a table
const modality = (): Reader<Choice<Modality>> => choice(MODALITIES, MODALITY_WORDS);

/** The kind of imaging within which lesions may be compared; undefined where none is said. */
export const imagingKind = (word: string | null): Modality | undefined =>
  MODALITIES.find((kind) => kind === word) ?? MODALITY_WORDS[word as keyof typeof MODALITY_WORDS] ?? undefined;

/** One assessment, as written in myeloma.md 4.3, and what else the facts may say of it. */
const assessmentInputs = {
  date: date(),
  serumM: serumM(),
  urineM: urineM(),
  sife: immunofixation(),
  uife: immunofixation(),
  flc: lightChains(),
  bmpc: plasmaCells(),
  bmClonal: choice(['present', 'absent'], { true: 'present', false: 'absent', yes: 'present', no: 'absent' }),
  plasmacytomaSPD: quantity('mm2', { bare: true, factors: { cm2: 100 } }),
  /** How many make up that sum; the growth of a single one is judged by its longest diameter. */
  plasmacytomas: count(),
  circulatingPlasmaCells: quantity('/uL', { bare: true }),
  newLesion: lesionFlag(),
  lesionIncrease: lesionFlag(),
  modality: modality(),
  spurious: flag(),
  onAntiCD38: flag(),
};

export type Assessment = Inputs<typeof assessmentInputs>;

/** Reads only what is there: most assessments have few of the members. */
export function assessment(): Reader<Assessment & { readonly given: boolean }> {
  const reader = record(assessmentInputs);
  const nothing = reader.read(null, '').input;
  return {
    ...reader,
    read(raw, name) {
      if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return reader.read(raw, name);
      const issues: InputIssue[] = [];
      const input: Record<string, unknown> = { ...nothing, given: true };
      for (const [key, value] of Object.entries(raw)) {
        const member: Reader<unknown> | undefined = Object.hasOwn(assessmentInputs, key)
          ? assessmentInputs[key as keyof typeof assessmentInputs]
          : undefined;
        if (!member || value === null || value === undefined) continue;
        const read = member.read(value, `${name}.${key}`);
        input[key] = read.input;
        issues.push(...read.issues);
      }
      return { input: input as Assessment & { readonly given: boolean }, issues };
    },
  };
}

/** The answer of a choice that was given; undefined when it is not known. */
export const said = <C extends string>(of: Choice<C>): C | undefined =>
  of.given && of.options.length === 1 ? of.options[0] : undefined;

export const isYes = (of: Flag): boolean => said(of) === 'true';
