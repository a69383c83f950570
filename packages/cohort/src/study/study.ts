import { z } from 'zod';
import { columnName, dictionaryCode, featureSchema, word } from './feature-spec.ts';
import { modelSchema } from './model-spec.ts';

export { type FeatureSpec, isMatrix, type MatrixFeatures, type Transform } from './feature-spec.ts';
export type { Term } from './model-spec.ts';

/** Where a feature may look: at what the centre knew by the start of this day. In the order in which they come. */
export const DECISION_POINTS = ['dx.date', 'ref.date', 'leuk.date', 'ld.start', 'inf.date', 'day30'] as const;
export type DecisionPoint = (typeof DECISION_POINTS)[number];

const POPULATIONS = ['candidates', 'apheresed', 'infused'] as const;

/** The setting of everybody, in a study that does not tell settings apart. */
export const EVERYBODY = 'everybody';

export const matrixSchema = z.strictObject({
  id: word.describe('The name by which features mean it.'),
  file: word.describe('A CSV or TSV file beside the study, or in the folder of --files.'),
  samples: z
    .union([dictionaryCode, z.literal('patient')])
    .describe(
      'The code whose facts point to a sample (asy.dataRef: `expression.csv#SAMPLE`); `patient` where a sample is named like its patient (only with assumed: asDated).',
    ),
  batch: dictionaryCode.optional(),
  layout: z
    .enum(['samplesInRows', 'samplesInColumns'])
    .default('samplesInRows')
    .describe('A line a sample, or a column a sample as genomics has it.'),
  labels: z
    .number()
    .int()
    .min(1)
    .default(1)
    .describe('Leading columns that are no numbers; the first of them names the line.'),
});

export const endpointSchema = z
  .strictObject({
    id: word.meta({
      id: 'endpoint',
      description:
        'Times to an event: pfs, os, efs, ttnt (kind benefit), nrm, ri (kind competing). Yes or no: cr1m … cr12m, orr1m … orr12m (kind response), crs3, icans3, icaht3 (kind toxicity).',
    }),
    kind: z
      .enum(['benefit', 'response', 'toxicity', 'competing'])
      .describe('How the report treats it. competing: with the other cause as competing risk.'),
    from: z
      .enum(['infusion', 'leukapheresis', 'diagnosis'])
      .default('infusion')
      .describe(
        'Where the clock of a time to an event starts; never before the decision. With decision day30 it starts anew on day 30, of patients without the event by then.',
      ),
  })
  .describe('What counts as outcome. `linea endpoints` prints the definitions.');

export const curveSchema = z.strictObject({
  by: columnName.describe('The name of a feature.'),
  at: z.array(z.number()).default([]).describe('Where it is cut; without any, a curve for each value.'),
});

export const centresSchema = z
  .strictObject({
    only: z.array(word).min(1).optional().describe('Only patients of these centres.'),
    without: z.array(word).min(1).optional().describe('Patients of these centres are left out.'),
  })
  .describe('Which centres take part: `only` or `without`, not both. Left out: all of them.');

const settingName = word.meta({ id: 'setting' });

export const settingsSchema = z
  .strictObject({
    second: z.array(settingName).default([]).describe('Settings of second line.'),
    later: z.array(settingName).default([]).describe('Settings of later lines: compared with second.'),
    others: z
      .array(settingName)
      .default([])
      .describe('Settings that are in the table and the funnel, and in no comparison.'),
    everybody: z
      .strictObject({ en: word, it: word })
      .optional()
      .describe('Every patient of the data together, whatever setting they were registered in, under this name.'),
  })
  .describe('Which patients, by the setting they were registered in (reg.setting).');

/** A study is a file: who, when, what is looked at, what counts as outcome, and the plan. */
export const studySchema = z.strictObject({
  format: z.literal('linea-study'),
  version: z.literal(1),
  title: z.strictObject({ en: word, it: word }).describe('In both languages.'),
  synthetic: z.boolean().default(false).describe('The patients are made up: everything written says so.'),
  data: z
    .array(word)
    .default([])
    .describe(
      "Files of facts (Linea's JSON) beside this one. Without them the facts come from the registry (--data, --cut).",
    ),
  matrices: z.array(matrixSchema).default([]).describe('Tables of measurements by sample: genes, drivers.'),
  cut: z.iso.date().describe('YYYY-MM-DD. Nothing that became known or true after this day is looked at.'),
  seed: z.number().int().min(0).default(1).describe('Of whatever rests on chance: the same seed, the same numbers.'),
  settings: settingsSchema,
  centres: centresSchema.optional(),
  assumed: z
    .enum(['turnaround', 'asDated'])
    .default('turnaround')
    .describe(
      'What a fact counts as that was true by the decision and whose source does not say when it was known. turnaround: known after the usual time of its kind. asDated: known when it was true; for tables made after the fact, and said in the codebook.',
    ),
  population: z
    .enum(POPULATIONS)
    .default('infused')
    .describe('Who has a row: candidates (everybody registered), apheresed (a leukapheresis took place), infused.'),
  decision: z
    .enum(DECISION_POINTS)
    .describe(
      'When the decision falls: diagnosis, referral, leukapheresis, lymphodepletion, infusion, day 30 after it. A feature sees what was known before that day begins and nothing else. Of a date that is not exact the earliest day.',
    ),
  features: z.array(featureSchema).min(1).describe('The columns of the table.'),
  endpoints: z.array(endpointSchema).min(1).describe('The outcomes.'),
  curves: z.array(curveSchema).default([]).describe('Curves of every benefit by the values of a feature.'),
  model: modelSchema.default({ terms: {}, interactions: [], controls: [] }),
});

export type Study = z.infer<typeof studySchema>;

/** The settings whose outcomes the plan looks at, second line first. */
export const comparedSettings = ({ settings: { second, later, everybody } }: Study): readonly string[] => [
  ...second,
  ...later,
  ...(everybody ? [EVERYBODY] : []),
];

/** Does a centre take part? */
export const takesPart = ({ centres }: Study, centre: string): boolean =>
  !centres?.without?.includes(centre) && (centres?.only === undefined || centres.only.includes(centre));
