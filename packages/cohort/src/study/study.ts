import { z } from 'zod';

/** Where a feature may look: at what the centre knew by the start of this day. */
const DECISION_POINTS = ['dx.date', 'ref.date', 'leuk.date', 'ld.start', 'inf.date', 'day30'] as const;
export type DecisionPoint = (typeof DECISION_POINTS)[number];

const POPULATIONS = ['candidates', 'apheresed', 'infused'] as const;
const TRANSFORMS = ['identity', 'log2', 'log10', 'log'] as const;
export type Transform = (typeof TRANSFORMS)[number];

const word = z.string().min(1);
const columnName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'column');
/** Facts of the same event that must say so: `{ mol.gene: TP53 }`. */
const conditions = z.record(word, z.union([z.string(), z.array(z.string()).min(1)]));

const single = z.strictObject({
  name: columnName,
  /** What it is called before people; the dictionary's words where it is left out. */
  label: z.strictObject({ en: word, it: word }).optional(),
  /** Worked out of several facts instead of read from one code. */
  from: z.enum(['age', 'priorLines']).optional(),
  code: word.optional(),
  unit: word.optional(),
  /** Divided by the upper limit of the laboratory that reported it. */
  per: z.literal('uln').optional(),
  /** 1 where the answer is one of these, 0 where it is another. */
  is: z.array(z.string()).min(1).optional(),
  where: conditions.optional(),
  /** The same of the sample that the fact was measured in: `{ smp.type: productResidual, smp.timepoint: preLd }`. */
  sample: conditions.optional(),
  /** 0 where this holds: a patient without bridging has no failed bridging. */
  unless: conditions.optional(),
  /** Days from the decision, both ends included, in which the fact was true of the patient. */
  window: z.tuple([z.number().int(), z.number().int()]).optional(),
  /** `change`: the last less the first, of patients with two. `count`: how many say so. */
  take: z.enum(['last', 'first', 'highest', 'lowest', 'change', 'count']).default('last'),
  /** What stands for a result below a limit of detection: the limit, half of it, or nothing. */
  belowLimit: z.enum(['limit', 'half', 'zero']).default('limit'),
  block: word.default('clinical'),
  /** A negative control: it is expected to be refused as a leak, and the study is told so. */
  trap: z.boolean().default(false),
});
const columns = z.strictObject({ block: word, matrix: word, columns: word });

const term = z.strictObject({
  column: columnName,
  transform: z.enum(TRANSFORMS).default('identity'),
  centre: z.number().default(0),
  scale: z.number().positive().default(1),
  /** Which models take it. */
  for: z
    .array(z.enum(['benefit', 'toxicity']))
    .min(1)
    .default(['benefit']),
});

/** The setting of everybody, in a study that does not tell settings apart. */
export const EVERYBODY = 'everybody';

/** A study is a file: who, when, what is looked at, what counts as outcome, and the plan. */
export const studySchema = z.strictObject({
  format: z.literal('linea-study'),
  version: z.literal(1),
  title: z.strictObject({ en: word, it: word }),
  synthetic: z.boolean().default(false),
  /** Files of facts beside this one; without them the facts come from the registry. */
  data: z.array(word).default([]),
  matrices: z
    .array(
      z.strictObject({
        id: word,
        file: word,
        /** The code whose facts point to a sample; `patient` where a sample is named like its patient (only with `assumed: asDated`). */
        samples: word,
        batch: word.optional(),
        /** A line a sample, or a column a sample as genomics has it. */
        layout: z.enum(['samplesInRows', 'samplesInColumns']).default('samplesInRows'),
        /** Leading columns that are no numbers; the first of them names the line. */
        labels: z.number().int().min(1).default(1),
      }),
    )
    .default([]),
  /** Nothing recorded or known after this day is looked at. */
  cut: z.iso.date(),
  seed: z.number().int().min(0).default(1),
  settings: z.strictObject({
    second: z.array(word).default([]),
    later: z.array(word).default([]),
    others: z.array(word).default([]),
    /** Every patient of the data together, whatever setting they were registered in, under this name. */
    everybody: z.strictObject({ en: word, it: word }).optional(),
  }),
  /**
   * What a fact counts as that was true by the decision and whose source does not say when it was known. `turnaround`: known after the
   * usual time of its kind. `asDated`: known when it was true; for tables made after the fact, and said in the codebook.
   */
  assumed: z.enum(['turnaround', 'asDated']).default('turnaround'),
  population: z.enum(POPULATIONS).default('infused'),
  decision: z.enum(DECISION_POINTS),
  features: z.array(z.union([columns, single])).min(1),
  endpoints: z
    .array(
      z.strictObject({
        id: word,
        kind: z.enum(['benefit', 'response', 'toxicity', 'competing']),
        /** Where the clock of a time to an event starts. */
        from: z.enum(['infusion', 'leukapheresis', 'diagnosis']).default('infusion'),
      }),
    )
    .min(1),
  /** Curves of every benefit by the values of a feature: cut at these numbers, or one curve a value without any. */
  curves: z.array(z.strictObject({ by: columnName, at: z.array(z.number()).default([]) })).default([]),
  model: z
    .strictObject({
      terms: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/), term).default({}),
      interactions: z.array(z.tuple([word, word])).default([]),
      /** Terms that the model adjusts for, without asking whether they differ between lines. */
      controls: z.array(word).default([]),
      /** Findings in the tumour against the immune state: columns, blocks, or blocks of genes; and the terms adjusted for. */
      associations: z
        .strictObject({
          genetics: z.array(word).min(1),
          immune: z.array(word).min(1),
          adjust: z.array(word).default([]),
        })
        .optional(),
      /** The term that says which product was given: compared with the others by weighting. */
      comparison: word.optional(),
      /** What the alternative would have given, from a cited source, with the range that is tried. */
      scenario: z
        .strictObject({
          month: z.number().positive(),
          alternative: z.number().min(0).max(1),
          low: z.number().min(0).max(1),
          high: z.number().min(0).max(1),
          source: word,
        })
        .optional(),
    })
    .default({ terms: {}, interactions: [], controls: [] }),
});

export type Study = z.infer<typeof studySchema>;

/** The settings whose outcomes the plan looks at, second line first. */
export const comparedSettings = ({ settings: { second, later, everybody } }: Study): readonly string[] => [
  ...second,
  ...later,
  ...(everybody ? [EVERYBODY] : []),
];
export type FeatureSpec = z.infer<typeof single>;
export type MatrixFeatures = z.infer<typeof columns>;
export type Term = z.infer<typeof term>;

export const isMatrix = (feature: FeatureSpec | MatrixFeatures): feature is MatrixFeatures => 'matrix' in feature;

/** The JSON Schema of a study file: what editors complete from. */
export const studyJsonSchema = (): unknown => z.toJSONSchema(studySchema, { io: 'input' });
