import { z } from 'zod';

const text = z.string();
const share = z.number().min(0).max(1);

const row = z.strictObject({
  endpoint: z.string(),
  kind: z.enum(['benefit', 'toxicity']),
  outcome: text,
  value: share
    .nullable()
    .describe('Of a benefit the share without the event, of a toxicity with it; null: no estimate'),
  lower: share.nullable(),
  upper: share.nullable(),
  average: share.describe('The same of all training patients'),
  n: z.number().int(),
  text,
  reasons: z.array(text).readonly().describe('Why there is no number'),
  contributions: z.array(text).readonly(),
  performance: text.describe('How the model did in centres that it had not seen'),
  facts: z.array(z.string()).readonly(),
});

/** What a study's models say beside options, and what else than CAR-T there is on the day. */
export const besideSchema = z
  .strictObject({
    model: text,
    synthetic: z.boolean(),
    population: text.nullable(),
    decision: text.nullable(),
    reasons: z.array(text).readonly().describe('Why the models say nothing of this patient'),
    rows: z.array(row).readonly(),
    response: z
      .enum(['expected', 'doubtful', 'notExpected', 'unknown'])
      .describe(
        'Of the first outcome of benefit: one half or above; below; below with the whole interval; no estimate',
      ),
    responseText: text,
    alternatives: z
      .array(
        z.strictObject({
          id: z.string(),
          name: text,
          group: z.enum(['matches', 'undecided', 'trialOnly']),
          ask: z.array(text).readonly().describe('What would settle whether it matches'),
        }),
      )
      .readonly()
      .describe('Therapies other than CAR-T on the same day'),
  })
  .meta({ id: 'EstimateBeside', description: 'Benefit and toxicity as estimated, or why not; and the alternatives.' });

export type BesideDocument = z.infer<typeof besideSchema>;
