import { z } from 'zod';
import { factSchema } from './fact.ts';

const label = z.strictObject({ en: z.string(), it: z.string() });
const numbers = z.array(z.number()).readonly();
/** An estimate with its 95 % interval. */
const interval = z.tuple([z.number(), z.number(), z.number()]).readonly();
const words = z.array(z.string()).readonly();
const reason = z.strictObject({ code: z.string(), about: words });

const unseenCentres = z.strictObject({
  n: z.number().int(),
  events: z.number().int(),
  centres: z.number().int(),
  harrell: interval,
  slope: interval,
  day: z.number(),
  expected: z.number(),
  observed: z.number(),
});

const estimate = z.strictObject({
  endpoint: z.string(),
  kind: z.enum(['benefit', 'toxicity']),
  status: z.enum(['estimated', 'abstained']),
  reasons: z.array(reason).readonly(),
  n: z.number().int(),
  events: z.number().int(),
  days: numbers,
  headline: z.number().describe('The day of which bars, ranges and comparable patients speak'),
  without: z
    .strictObject({ value: numbers, lower: numbers, upper: numbers })
    .nullable()
    .describe('Chance of no event by each day'),
  months: interval.nullable().describe('Mean months without the event up to the headline day'),
  seen: numbers.describe('Share of all training patients without the event by each day'),
  start: z.strictObject({ chance: z.number(), months: z.number().nullable() }).nullable(),
  bars: z
    .array(
      z.strictObject({
        keys: words,
        label,
        logHazardRatio: z.number(),
        percentPoints: z.number(),
        months: z.number().nullable(),
        facts: words,
      }),
    )
    .readonly(),
  inputs: z
    .array(
      z.strictObject({
        key: z.string(),
        label,
        column: z.string().nullable(),
        value: z.union([z.number(), z.string()]).nullable(),
        unit: z.string().nullable(),
        yesNo: z.boolean().describe('1 stands for yes, 0 for no'),
        missing: z.string().nullable(),
        fact: factSchema.nullable(),
      }),
    )
    .readonly(),
  comparable: z
    .strictObject({ n: z.number().int(), events: z.number().int(), without: interval, distance: z.number() })
    .nullable(),
  missing: z
    .array(z.strictObject({ key: z.string(), label, code: z.string().nullable(), from: z.number(), to: z.number() }))
    .readonly(),
  unseenCentres,
});

/** `linea predict ID --json` and `GET /api/patients/{id}/prediction`. */
export const predictionSchema = z
  .strictObject({
    patient: z.string(),
    asOf: z.string(),
    synthetic: z.boolean(),
    setting: z.string().nullable(),
    researchUse: z.literal(true),
    status: z.enum(['estimated', 'abstained']),
    reasons: z.array(reason).readonly(),
    model: z.strictObject({ hash: z.string(), title: label, cut: z.string(), synthetic: z.boolean() }),
    points: z
      .array(
        z.strictObject({
          decision: z.string(),
          day: z.string(),
          reached: z.boolean(),
          estimates: z.array(estimate).readonly(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'Prediction', description: "What a study's models say of one patient, or why they abstain." });

/** `GET /api/study/model`: the model card. */
export const modelCardSchema = z
  .strictObject({
    hash: z.string(),
    title: label,
    synthetic: z.boolean(),
    cut: z.string(),
    table: z.string().describe('SHA-256 of the analysis table'),
    settings: words,
    seed: z.number().int(),
    points: z
      .array(
        z.strictObject({
          decision: z.string(),
          questions: z
            .array(
              z.strictObject({
                endpoint: z.string(),
                kind: z.enum(['benefit', 'toxicity']),
                settings: words,
                n: z.number().int(),
                events: z.number().int(),
                penalty: z.number(),
                redraws: z.number().int(),
                unseenCentres,
                terms: z
                  .array(z.strictObject({ label, hazardRatio: z.number().nullable(), missing: z.number().int() }))
                  .readonly(),
              }),
            )
            .readonly(),
          refused: z
            .array(z.strictObject({ endpoint: z.string(), settings: words, events: z.number().int() }))
            .readonly(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'ModelCard', description: 'What a model is, who it learnt from, how well it did.' });

/** `GET /api/study`: the study of this registry, and how far it is when it is being built. */
export const studyStateSchema = z
  .strictObject({
    status: z.enum(['none', 'building', 'ready', 'failed']),
    step: z.string().nullable().describe('What is being done: facts, registry, model, report'),
    share: z.number().min(0).max(1).nullable(),
    report: z.boolean(),
    model: z.strictObject({ hash: z.string(), title: label, cut: z.string(), synthetic: z.boolean() }).nullable(),
  })
  .meta({ id: 'StudyState', description: 'The study of this registry.' });

export type PredictionDocument = z.infer<typeof predictionSchema>;
export type ModelCardDocument = z.infer<typeof modelCardSchema>;
export type StudyStateDocument = z.infer<typeof studyStateSchema>;
