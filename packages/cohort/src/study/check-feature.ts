import { convert, dictionary, type Issue, type Item, nearest, normaliseUnit, similarCodes } from '@linea/facts';
import { type FeatureSpec, OWN_COLUMNS } from './feature-spec.ts';
import { leakOf } from './leaks.ts';
import type { Place } from './places.ts';
import type { DecisionPoint } from './study.ts';

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'decimal']);
const ANSWERS: ReadonlySet<string> = new Set(['code', 'codeList']);

/** Is every value of a feature a number: so that it can be ordered, and be a term of a model? */
export function isNumeric({ from, code, is, take }: FeatureSpec): boolean {
  if (from !== undefined || is !== undefined || take === 'count') return true;
  const of = dictionary().get(code ?? '');
  return of === undefined || NUMBERS.has(of.type) || of.type === 'boolean';
}

/** Answers that are numbers as words (an ECOG of 2) can be ordered. */
const isOrdered = (spec: FeatureSpec): boolean =>
  isNumeric(spec) ||
  (dictionary()
    .get(spec.code ?? '')
    ?.values?.every(({ code }) => /^\d+$/.test(code)) ??
    false);

/** What a feature says against the dictionary, against the decision and against itself. */
export function checkFeature(
  feature: FeatureSpec,
  path: readonly PropertyKey[],
  decision: DecisionPoint | undefined,
  place: Place,
): readonly Issue[] {
  const { code, name, window, from } = feature;
  const issues: Issue[] = [];
  const add = (code: string, key: string | null, got: string, allowed?: string): void => {
    issues.push({ code, at: place(key === null ? path : [...path, key]), got, ...(allowed ? { allowed } : {}) });
  };
  if (OWN_COLUMNS.includes(name)) add('study.ownColumn', 'name', name);
  if (window && window[0] > window[1]) add('study.windowOrder', 'window', window.join(', '), `${window[1]}, ${window[0]}`);
  if (from !== undefined) {
    for (const key of ['code', 'unit', 'per', 'is', 'where', 'sample', 'unless', 'window'] as const)
      if (feature[key] !== undefined) add('study.notWithFrom', key, `${key}, from: ${from}`);
    return issues;
  }
  if (code === undefined) {
    add('study.missing', null, name, 'code, from');
    return issues;
  }
  for (const key of ['where', 'sample', 'unless'] as const) issues.push(...checkConditions(feature[key], [...path, key], place));
  const of = dictionary().get(code);
  if (!of) return [...issues, unknownCode(code, place([...path, 'code']))];
  issues.push(...checkReading(feature, of, path, place));
  const leak = decision === undefined ? null : leakOf(feature, decision);
  if (leak !== null && !feature.trap)
    add(leak, leak === 'leak.windowAfterDecision' ? 'window' : null, `${name}: ${code}`, `< ${decision}; trap: true`);
  return issues;
} // biome-ignore format: an issue a line

/** Does what is asked of a code fit what the code holds? */
function checkReading(feature: FeatureSpec, of: Item, path: readonly PropertyKey[], place: Place): readonly Issue[] {
  const { unit, per, is, take, trap } = feature;
  const isNumber = NUMBERS.has(of.type);
  const issues: Issue[] = [];
  const add = (code: string, key: string, got: string, allowed?: string): void => {
    issues.push({ code, at: place([...path, key]), got, ...(allowed ? { allowed } : {}) });
  };
  if (!isNumber && !ANSWERS.has(of.type) && of.type !== 'boolean' && !trap) add('study.noFeature', 'code', `${of.code}: ${of.type}`);
  if (unit !== undefined) {
    if (!isNumber || of.unit === null) add('study.noUnit', 'unit', unit);
    else if (convert(1, of.unit, normaliseUnit(unit)) === null) add('study.unit', 'unit', unit, of.unit);
  }
  if (per !== undefined && !isNumber) add('study.notNumber', 'per', of.code);
  if (is !== undefined && !ANSWERS.has(of.type)) add('study.noAnswers', 'is', `${of.code}: ${of.type}`);
  else issues.push(...checkAnswers(of, is ?? [], [...path, 'is'], place));
  if ((take === 'highest' || take === 'lowest' || take === 'change') && !isOrdered(feature)) add('study.notNumber', 'take', `${of.code}: ${take}`);
  return issues;
} // biome-ignore format: an issue a line

function checkConditions(
  conditions: FeatureSpec['where'],
  path: readonly PropertyKey[],
  place: Place,
): readonly Issue[] {
  return Object.entries(conditions ?? {}).flatMap(([code, answers]) => {
    const of = dictionary().get(code);
    if (!of) return [unknownCode(code, place([...path, code]))];
    if (!ANSWERS.has(of.type)) return [{ code: 'study.noAnswers', at: place([...path, code]), got: `${code}: ${of.type}` }];
    return checkAnswers(of, [answers].flat(), [...path, code], place);
  });
} // biome-ignore format: an issue a line

/** Answers that the code does not have; of a code with an external list (genes, drugs) any is taken. */
function checkAnswers(
  { values }: Item,
  answers: readonly string[],
  path: readonly PropertyKey[],
  place: Place,
): readonly Issue[] {
  const allowed = values?.map(({ code }) => code);
  return answers.flatMap((answer) => {
    if (!allowed || allowed.includes(answer)) return [];
    const near = nearest(answer, allowed);
    return [{ code: 'study.answer', at: place(path), got: answer, allowed: (near.length > 0 ? near : allowed).join(', ') }];
  });
} // biome-ignore format: an issue a line

export function unknownCode(code: string, at: string): Issue {
  const similar = similarCodes(code);
  return { code: 'code.unknown', at, got: code, ...(similar.length > 0 ? { allowed: similar.join(', ') } : {}) };
}
