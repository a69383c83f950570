import { type Code, type Fact, item } from '@linea/facts';
import { firstLineDay } from '../../myeloma/baseline.ts';
import { codeOf, numberOf, valued } from '../../patient/patient.ts';
import { operand, rangeOf } from '../context.ts';
import { type Filling, type Finding, undecided, violated } from '../finding.ts';
import { inEvent, type PatientRecord, valuedIn } from '../record.ts';
import { type ComputedRule, type ComputedRules, numberIn, withAll } from './rule.ts';

const number = (fact: Fact | undefined): Filling => (fact?.value?.kind === 'number' ? fact.value.number : '–');
const unitOf = (fact: Fact): Filling =>
  fact.value?.kind === 'number' || fact.value?.kind === 'interval' ? (fact.value.unit ?? '') : '';

/** The parts of the white cells do not exceed them. */
const differentialSum: ComputedRule = (record, params) => {
  const [tolerance, absolute] = [numberIn(params, 'tolerance'), numberIn(params, 'absolute')];
  return record.events('lab').flatMap((event) => {
    const total = valuedIn(event, 'lab.wbc');
    const parts = (['lab.anc', 'lab.alc', 'lab.mono'] as const).flatMap((code) => valuedIn(event, code) ?? []);
    const white = rangeOf(total);
    if (!total || !white || parts.length < 2) return [];
    const sum = parts.reduce((all, part) => all + (rangeOf(part)?.low ?? 0), 0);
    return sum > white.high * (1 + tolerance) + absolute + 1e-9
      ? [violated([total.id, ...parts.map(({ id }) => id)])]
      : [];
  });
};

/** Numbers outside a range of the dictionary, whatever they may be. */
const outside = (
  record: PatientRecord,
  side: 'hard' | 'soft',
  passes: (code: Code) => boolean,
): readonly { readonly fact: Fact; readonly label: Filling }[] =>
  record.of.facts.flatMap((fact) => {
    if (fact.value?.kind !== 'number' && fact.value?.kind !== 'interval') return [];
    if (!passes(fact.code)) return [];
    const { range } = item(fact.code);
    const [least, most] = side === 'hard' ? [range.hardMin, range.hardMax] : [range.softMin, range.softMax];
    const found = rangeOf(fact);
    if (!found) return [];
    const low = typeof least === 'number' && found.high < least;
    const high = typeof most === 'number' && found.low > most;
    return low || high ? [{ fact, label: { item: fact.code } }] : [];
  });

const isQuestionnaire = (code: Code): boolean => code.startsWith('qlq.');

const hardRange: ComputedRule = (record, _, __, codes) =>
  outside(record, 'hard', (code) => (codes.length > 0 ? codes.includes(code) : !isQuestionnaire(code))).map(
    ({ fact, label }) => violated([fact.id], { label, value: number(fact), unit: unitOf(fact) }),
  );

const softRange: ComputedRule = (record) => {
  const hard = new Set(outside(record, 'hard', () => true).map(({ fact }) => fact.id));
  return outside(record, 'soft', () => true)
    .filter(({ fact }) => !hard.has(fact.id))
    .map(({ fact, label }) => violated([fact.id], { label, value: number(fact), unit: unitOf(fact) }));
};

/** Numbers that a slip of the unit explains: item, limit, side, and the unit that was probably meant. */
const SUSPECT: readonly (readonly [code: Code, limit: number, side: 'above' | 'below', unit: string])[] = [
  ['lab.hb', 25, 'above', 'g/L'],
  ['lab.albumin', 7, 'above', 'g/L'],
  ['lab.calcium', 3.5, 'below', 'mmol/L'],
  ['lab.mSerum', 15, 'above', 'g/L'],
  ['lab.creatinine', 20, 'above', 'umol/L'],
];

const unitSuspicion: ComputedRule = (record) =>
  SUSPECT.flatMap(([code, limit, side, guess]) =>
    valued(record.of, code).flatMap((fact) => {
      const found = rangeOf(fact);
      const suspect = found && (side === 'above' ? found.low > limit : found.high < limit);
      return suspect ? [violated([fact.id], { label: { item: code }, value: number(fact), guess })] : [];
    }),
  );

const flcRatioAgrees: ComputedRule = (record, params) =>
  withAll(record, 'lab.kappa', 'lab.lambda', 'lab.flcRatio').flatMap(({ facts }) => {
    const [kappa, lambda, ratio] = facts.map(rangeOf);
    if (!kappa || !lambda || !ratio || lambda.low <= 0) return [];
    const expected = { low: kappa.low / lambda.high, high: kappa.high / lambda.low };
    const tolerance = numberIn(params, 'tolerance');
    const apart =
      ratio.low > expected.high * (1 + tolerance) + 1e-9 || ratio.high < expected.low * (1 - tolerance) - 1e-9;
    return apart
      ? [
          violated(
            facts.map(({ id }) => id),
            { a: ratio.low, b: Number(expected.low.toPrecision(3)) },
          ),
        ]
      : [];
  });

/** Normal ratio of free light chains, where the laboratory gives no limits. */
const RATIO = { low: 0.26, high: 1.65 };

const lightChainAgrees: ComputedRule = (record) =>
  record.events('lab').flatMap((event) => {
    const chain = valuedIn(event, 'lab.lightChain');
    const ratio = chain && operand({ record, event }, 'lab.flcRatio');
    const found = rangeOf(ratio);
    if (!chain || !ratio || !found) return [];
    const [low, high] = [ratio.qualifiers?.lln ?? RATIO.low, ratio.qualifiers?.uln ?? RATIO.high];
    const word = codeOf(chain);
    const wrong = (word === 'kappa' && found.high < low) || (word === 'lambda' && found.low > high);
    return wrong ? [violated([chain.id, ratio.id])] : [];
  });

/** Measurable disease before the first line: serum, urine, or the involved light chain with an abnormal ratio. */
const measurable: ComputedRule = (record) => {
  const baseline = (code: Code): Fact | undefined =>
    valued(record.of, code).findLast((fact) => record.of.span(fact).start <= firstLineDay(record.of));
  const [serum, urine, kappa, lambda, stated] = (
    ['lab.mSerum', 'lab.mUrine', 'lab.kappa', 'lab.lambda', 'lab.flcRatio'] as const
  ).map(baseline);
  const facts = [serum, urine, kappa, lambda].flatMap((fact) => (fact ? [fact.id] : []));
  if (facts.length === 0) return [];
  const [s, u, k, l] = [serum, urine, kappa, lambda].map(rangeOf);
  const ratio = k && l && l.low > 0 ? { low: k.low / l.high, high: k.high / l.low } : rangeOf(stated);
  const abnormal = ratio ? ratio.high < RATIO.low || ratio.low > RATIO.high : null;
  const chains = k && l ? Math.max(k.high, l.high) >= 100 : null;
  const byChains =
    abnormal === null || chains === null ? (abnormal === false || chains === false ? false : null) : abnormal && chains;
  const answers = [s ? s.high >= 1 : null, u ? u.high >= 200 : null, byChains];
  if (answers.includes(true)) return [];
  return [answers.includes(null) ? undecided(facts) : violated(facts)];
};

const mrdLevelVsSensitivity: ComputedRule = (record) =>
  record.events('mrd').flatMap((event): readonly Finding[] => {
    const [level, sensitivity, result] = (['mrd.value', 'mrd.sensitivity', 'mrd.result'] as const).map((code) =>
      valuedIn(event, code),
    );
    const [value, limit] = [numberOf(level), numberOf(sensitivity)];
    const exact = level?.value?.kind === 'number' && level.value.comparator === undefined;
    if (!level || value === undefined || !exact) return [];
    const word = codeOf(result);
    const negative = value > 0 && word === 'negative';
    const below =
      limit !== undefined &&
      value > 0 &&
      value < limit &&
      word !== 'pnq' &&
      word !== 'detectedUnquantified' &&
      word !== undefined;
    if (!negative && !below) return [];
    const facts = [level, ...(sensitivity ? [sensitivity] : []), ...(result ? [result] : [])].map(({ id }) => id);
    return [violated(facts, { value, s: limit ?? '–', r: word ? { code: 'mrd.result', answer: word } : '–' })];
  });

/** Copies of 1q that each word allows. */
const COPIES: Readonly<Record<string, readonly [number, number]>> = {
  GAIN_1Q: [3, 3],
  AMP_1Q: [4, Infinity],
  PLUS_1Q_NOS: [3, Infinity],
};

const onePQCopies: ComputedRule = (record) =>
  withAll(record, 'cyto.abnormality', 'cyto.copies').flatMap(({ event, facts }) => {
    const [abnormality, copies] = facts as [Fact, Fact];
    const [word, n] = [codeOf(abnormality) ?? '', numberOf(copies)];
    const allowed = COPIES[word];
    if (
      !allowed ||
      n === undefined ||
      codeOf(inEvent(event, 'cyto.result')) === 'absent' ||
      (n >= allowed[0] && n <= allowed[1])
    )
      return [];
    return [violated([abnormality.id, copies.id], { n, value: { code: 'cyto.abnormality', answer: word } })];
  });

export const labRules: ComputedRules = {
  differentialSum,
  hardRange,
  softRange,
  unitSuspicion,
  flcRatioAgrees,
  lightChainAgrees,
  measurable,
  mrdLevelVsSensitivity,
  onePQCopies,
};
