import { shown } from '@linea/facts';
import { choice, type Flag, flag, type InputIssue, list, type Reader } from '../engine/index.ts';

/** Weights of Charlson 1987 by the names of scores.md 5. */
export const WEIGHTS = {
  infarction: 1, heartFailure: 1, peripheralVascular: 1, cerebrovascular: 1, dementia: 1, chronicPulmonary: 1, connectiveTissue: 1, pepticUlcer: 1,
  liverMild: 1, diabetes: 1, hemiplegia: 2, renalModSevere: 2, diabetesEndOrgan: 2, tumour: 2, leukaemia: 2, lymphoma: 2, liverModSevere: 3, metastatic: 6, aids: 6,
} as const; // biome-ignore format: a table
export type CharlsonCondition = keyof typeof WEIGHTS;
export const CHARLSON_CONDITIONS = Object.keys(WEIGHTS) as readonly CharlsonCondition[];

export type Conditions = Readonly<Record<CharlsonCondition, Flag>>;

const names = list(choice(CHARLSON_CONDITIONS));

const yesNo = flag();
/** What is open of a condition is asked for by its own name. */
export const flagOf = (name: CharlsonCondition, value: unknown): Flag => yesNo.read(value, name).input;

const each = (value: (name: CharlsonCondition) => unknown): Conditions =>
  Object.fromEntries(CHARLSON_CONDITIONS.map((name) => [name, flagOf(name, value(name))])) as Conditions;

/** The conditions a patient has: a list (what it does not name is absent), or yes, no and unknown by name; not given, all are open. */
export const conditionsReader = (): Reader<Conditions> => ({
  help: `[ ${CHARLSON_CONDITIONS.join(' | ')} ], or { name: true | false | null }`,
  read(raw, name) {
    if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) {
      const said = raw as Record<string, unknown>;
      const issues = Object.keys(said).flatMap((key): readonly InputIssue[] =>
        key in WEIGHTS
          ? yesNo.read(said[key], `${name}.${key}`).issues
          : [
              {
                code: 'input.unknownCode',
                at: `${name}.${key}`,
                got: shown(key),
                allowed: CHARLSON_CONDITIONS.join(', '),
                fatal: true,
              },
            ],
      );
      return { input: each((one) => said[one]), issues };
    }
    const { input, issues } = names.read(raw, name);
    if (!input.given) return { input: each(() => null), issues };
    const listed = new Set(input.flatMap(({ options, given }) => (given ? options : [])));
    return { input: each((one) => listed.has(one)), issues };
  },
});

/** A word for both conditions of a pair. */
const PAIRS: Readonly<Record<string, readonly CharlsonCondition[]>> = { liver: ['liverMild', 'liverModSevere'] };

/** Conditions of which nothing is known, beside a list. */
export const openConditions = (): Reader<readonly CharlsonCondition[]> => ({
  help: names.help,
  read(raw, name) {
    const each = Array.isArray(raw)
      ? raw.flatMap((one: unknown): readonly unknown[] => PAIRS[String(one)] ?? [one])
      : raw;
    const { input, issues } = names.read(each, name);
    return { input: input.flatMap(({ options, given }) => (given ? options : [])), issues };
  },
});
