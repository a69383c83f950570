import { z } from 'zod';

const count = z.number().int().min(0);
/** Null: hidden, because it is small or because a small one would follow from it. */
const shownCount = count.nullable();
const limit = z.strictObject({
  leastShown: count.describe('A group of fewer patients is not shown'),
  leastAtRisk: count.describe('A curve stops where fewer are at risk'),
});

/** What every answer about a cohort says of itself. */
const about = {
  status: z.enum(['building', 'ready']).describe('Building: patients are still being worked out'),
  share: z.number().min(0).max(1).describe('How many of the patients are worked out'),
  asOf: z.string().nullable().describe('The day as of which the patients are seen'),
  records: z.enum(['real', 'synthetic']).describe('Real and synthetic patients never meet'),
  limit,
  n: shownCount.describe('Patients of the cohort'),
  undisclosed: z
    .strictObject({ why: z.enum(['tooFew', 'leavesOutFew']), filter: z.string().nullable() })
    .nullable()
    .describe('Why nothing of the cohort is shown'),
  filters: z
    .record(z.string(), z.array(z.string()).readonly())
    .describe('Levels by dimension, as they were understood'),
};

/** `GET /api/cohort`: who is in it, and what every other filter would leave. */
export const cohortSchema = z
  .strictObject({
    ...about,
    available: z.strictObject({ real: shownCount, synthetic: shownCount }),
    facets: z
      .array(
        z.strictObject({
          id: z.string(),
          levels: z.array(z.strictObject({ level: z.string(), n: shownCount, chosen: z.boolean() })).readonly(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'Cohort', description: 'A cohort by its filters, with the counts of all others.' });

const numbers = z.array(z.number()).readonly();
const levels = z.array(z.string()).readonly();
const definition = z.strictObject({
  disease: z.string(),
  id: z.string(),
  sentence: z.string().describe('The definition in words, for an analysis plan'),
  source: z.string(),
});

/** `GET /api/cohort/curves`: an endpoint over time by group. */
export const cohortCurvesSchema = z
  .strictObject({
    ...about,
    endpoint: z.string(),
    definitions: z.array(definition).readonly(),
    method: z.enum(['kaplanMeier', 'aalenJohansen']),
    group: z.string().describe('The dimension whose levels are drawn apart'),
    unknown: count.describe('Patients whose level is not known: in no group'),
    curves: z
      .array(
        z.strictObject({
          levels: levels.describe('More than one: drawn together, as each alone is too small'),
          n: count,
          events: count,
          competing: count,
          withoutTime: count,
          assuming: count,
          imputed: count,
          days: numbers,
          value: numbers,
          lower: numbers,
          upper: numbers,
          risk: numbers,
          median: z.array(z.number().nullable()).length(3).readonly().nullable(),
          cut: z.boolean(),
        }),
      )
      .readonly(),
    hidden: z.array(z.strictObject({ levels, why: z.enum(['fewTimes', 'fewEvents']) })).readonly(),
    test: z
      .strictObject({ name: z.enum(['logRank', 'gray']), statistic: z.number(), df: z.number(), p: z.number() })
      .nullable(),
  })
  .meta({ id: 'CohortCurves', description: 'Curves of a cohort, cut where few are at risk.' });

export type CohortDocument = z.infer<typeof cohortSchema>;
export type CohortCurvesDocument = z.infer<typeof cohortCurvesSchema>;
