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
          after: z.boolean().describe('Known only after the infusion: no time from the infusion may be divided by it'),
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

const curve = z.strictObject({
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
});
/** An endpoint over time by group. */
const curves = {
  endpoint: z.string(),
  method: z.enum(['kaplanMeier', 'aalenJohansen']),
  curves: z.array(curve).readonly(),
  hidden: z.array(z.strictObject({ levels, why: z.enum(['fewTimes', 'fewEvents']) })).readonly(),
  test: z
    .strictObject({ name: z.enum(['logRank', 'gray']), statistic: z.number(), df: z.number(), p: z.number() })
    .nullable(),
};
const estimated = { estimate: z.number(), lower: z.number(), upper: z.number() };
const ratio = z.strictObject({ ...estimated, p: z.number() }).nullable();

/** `GET /api/cohort/curves`: an endpoint over time by group. */
export const cohortCurvesSchema = z
  .strictObject({
    ...about,
    ...curves,
    definitions: z.array(definition).readonly(),
    group: z.string().describe('The dimension whose levels are drawn apart'),
    unknown: count.describe('Patients whose level is not known: in no group'),
  })
  .meta({ id: 'CohortCurves', description: 'Curves of a cohort, cut where few are at risk.' });

const pair = z.tuple([shownCount, shownCount]).readonly();

/** `GET /api/cohort/forest`: one level against another, in the cohort and in its subgroups. */
export const cohortForestSchema = z
  .strictObject({
    ...about,
    endpoint: z.string(),
    definitions: z.array(definition).readonly(),
    contrast: z
      .strictObject({ dimension: z.string(), reference: z.string(), other: z.string() })
      .nullable()
      .describe('Null: no two levels of enough patients'),
    choices: levels.describe('Levels that can be compared'),
    lines: z
      .array(
        z.strictObject({
          dimension: z.string().nullable(),
          level: z.string().nullable(),
          n: pair.describe('Patients with a time under the reference and under the other'),
          events: shownCount,
          ratio: ratio.describe('Hazard of the other over the reference; null where few are compared or had the event'),
        }),
      )
      .readonly(),
    interactions: z.record(z.string(), z.number()).describe('p of a difference between the levels, by dimension'),
  })
  .meta({ id: 'CohortForest', description: 'Hazard ratios by subgroup.' });

/** `GET /api/cohort/immune`: what cells a compartment is made of, by group. */
export const cohortImmuneSchema = z
  .strictObject({
    ...about,
    compartment: z.enum(['blood', 'apheresis', 'product']),
    group: z.string(),
    unknown: count,
    families: z
      .array(
        z.strictObject({
          family: z.string(),
          populations: levels,
          bars: z
            .array(z.strictObject({ levels, measured: shownCount, unknown: shownCount, shares: numbers.nullable() }))
            .readonly(),
        }),
      )
      .readonly(),
    lines: z
      .array(
        z.strictObject({
          population: z.string(),
          levels,
          measured: shownCount,
          unknown: shownCount,
          quartiles: z.tuple([z.number(), z.number(), z.number()]).readonly().nullable(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'CohortImmune', description: 'Cell populations of a cohort.' });

/** `GET /api/cohort/swimmer`: patients as lanes; for who may see patients. */
export const cohortSwimmerSchema = z
  .strictObject({
    ...about,
    sort: z.enum(['longest', 'response', 'patient']),
    lanes: count,
    notInfused: count,
    longest: count.describe('Days of the longest lane'),
    from: count,
    shown: z
      .array(
        z.strictObject({
          patient: z.string(),
          days: z.number(),
          died: z.boolean(),
          marks: z
            .array(
              z.strictObject({
                kind: z.enum(['response', 'progression', 'nextTherapy', 'death', 'crs', 'icans']),
                day: z.number(),
                answer: z.string().optional(),
              }),
            )
            .readonly(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'CohortSwimmer', description: 'Patients as lanes, some at a time.' });

/** `GET /api/cohort/oncoprint`: genes by patients; for who may see patients. */
export const cohortOncoprintSchema = z
  .strictObject({
    ...about,
    columns: count,
    untested: count,
    genes: z
      .array(
        z.strictObject({
          gene: z.string(),
          tested: count,
          altered: shownCount,
          kinds: z.record(z.string(), shownCount),
          cells: z
            .string()
            .describe(
              'A letter a patient: 0 mutated, 1 deleted, 2 amplified, 3 fusion, 4 altered, 5 not altered, . not tested',
            ),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'CohortOncoprint', description: 'Genes by patients.' });

/** `GET /api/cohort/comparison`: two cohorts that share no patient. */
export const cohortComparisonSchema = z
  .strictObject({
    ...about,
    second: z.strictObject({ n: about.n, undisclosed: about.undisclosed, filters: about.filters }),
    overlap: z.boolean().describe('Some patient is in both: nothing is compared'),
    ...curves,
    definitions: z.array(definition).readonly(),
    dimensions: z
      .array(
        z.strictObject({
          id: z.string(),
          levels: z.array(z.strictObject({ level: z.string(), n: pair })).readonly(),
          difference: z.number().min(0).nullable().describe('Standardised difference'),
        }),
      )
      .readonly(),
    differences: z.array(z.strictObject({ days: z.number(), ...estimated })).readonly(),
    hazardRatio: ratio,
    restrictedMean: z.strictObject({ days: z.number(), ...estimated, p: z.number() }).nullable(),
  })
  .meta({ id: 'CohortComparison', description: 'Two cohorts side by side.' });

export type CohortDocument = z.infer<typeof cohortSchema>;
export type CohortCurvesDocument = z.infer<typeof cohortCurvesSchema>;
export type CohortForestDocument = z.infer<typeof cohortForestSchema>;
export type CohortImmuneDocument = z.infer<typeof cohortImmuneSchema>;
export type CohortSwimmerDocument = z.infer<typeof cohortSwimmerSchema>;
export type CohortOncoprintDocument = z.infer<typeof cohortOncoprintSchema>;
export type CohortComparisonDocument = z.infer<typeof cohortComparisonSchema>;
