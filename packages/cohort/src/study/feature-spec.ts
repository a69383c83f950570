import { z } from 'zod';

/** The names of columns that the table has before any feature. */
export const OWN_COLUMNS: readonly string[] = ['patient', 'centre', 'setting', 'pfs_days', 'pfs_event'];

const TRANSFORMS = ['identity', 'log2', 'log10', 'log'] as const;
export type Transform = (typeof TRANSFORMS)[number];
export const transform = z
  .enum(TRANSFORMS)
  .describe('How the value enters the model; a logarithm needs values above zero.');

export const word = z.string().min(1);
export const columnName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'column');
/** A code of the data dictionary: editors complete it, see `json-schema.ts`. */
export const dictionaryCode = word.meta({ id: 'code', description: 'A code of the data dictionary.' });

/** Facts of the same event that must say so: `{ mol.gene: TP53 }`. */
const conditions = z.record(dictionaryCode, z.union([z.string(), z.array(z.string()).min(1)]));

const TAKES = ['last', 'first', 'highest', 'lowest', 'change', 'count'] as const;

const singleFeature = z
  .strictObject({
    name: columnName.describe('The column of the table: small letters, digits, underscores; each once.'),
    label: z
      .strictObject({ en: word, it: word })
      .optional()
      .describe('What it is called before people; the words of the dictionary where it is left out.'),
    from: z
      .enum(['age', 'priorLines'])
      .optional()
      .describe(
        'Instead of `code`, worked out of several facts. age: year of the decision less year of birth. priorLines: lines of therapy before the decision, as the criteria number them, without the CAR-T itself.',
      ),
    code: dictionaryCode.optional(),
    unit: word
      .optional()
      .describe('UCUM unit of the column: values in other units are converted. Left out: the unit of the dictionary.'),
    per: z
      .literal('uln')
      .optional()
      .describe('Divided by the upper limit of normal of the laboratory that reported it; missing where it gave none.'),
    is: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('1 where the answer is one of these, 0 where it is another, missing where it is not known.'),
    where: conditions
      .optional()
      .describe(
        'Only results whose event also says this: `{ mol.gene: TP53 }`, or a list of answers any of which will do.',
      ),
    sample: conditions
      .optional()
      .describe(
        'Only results of samples that say this: `{ smp.type: productResidual, smp.timepoint: preLd }`. The assay points to its sample by asy.sampleRef.',
      ),
    unless: conditions
      .optional()
      .describe(
        '0 for patients of whom this is known: `{ bridge.kind: none }` for the failure of a bridging that nobody had.',
      ),
    window: z
      .tuple([z.number().int(), z.number().int()])
      .optional()
      .describe(
        'First and last day, counted from the decision, on which the fact was true of the patient: `[-30, 0]`. Both count; a fact dated to the month counts only if the whole month lies inside. Left out: any day.',
      ),
    take: z
      .enum(TAKES)
      .default('last')
      .describe(
        'Of several results: the last or first by date, the highest or lowest, the change (last less first, of patients with two days), or count (how many say so, not zero).',
      ),
    belowLimit: z
      .enum(['limit', 'half', 'zero'])
      .default('limit')
      .describe('What stands for a result below a limit of detection (`< 0.5`): the limit, half of it, or zero.'),
    block: word.default('clinical').describe('The block of data it belongs to: the report asks what each block adds.'),
    trap: z
      .boolean()
      .default(false)
      .describe('A negative control: known only after the decision, and expected to be refused for it.'),
  })
  .describe('A column of the table, read from one code as it was known before the decision.');

const matrixFeatures = z
  .strictObject({
    block: word.describe('The block of data these columns are.'),
    matrix: word.describe('The id of one of `matrices`.'),
    columns: word.describe('Which of its columns: a name, or a pattern with `*`.'),
  })
  .describe('Columns of a matrix, of samples known before the decision.');

export type FeatureSpec = z.infer<typeof singleFeature>;
export type MatrixFeatures = z.infer<typeof matrixFeatures>;

export const featureSchema = z.union([matrixFeatures, singleFeature]);

export const isMatrix = (feature: FeatureSpec | MatrixFeatures): feature is MatrixFeatures => 'matrix' in feature;
