import { ABSENT_REASONS, CORRECTION_KINDS, PRECISIONS } from '@linea/facts';
import { z } from 'zod';

const anchor = z.strictObject({
  ref: z.string(),
  offsetDays: z.tuple([z.number(), z.number()]).readonly(),
});

/** When a fact was true: days as an interval with a precision; `inferred` where an anchor gives them. */
const effective = z.strictObject({
  start: z.string().nullable(),
  end: z.string().nullable(),
  precision: z.enum(PRECISIONS),
  text: z.string().optional(),
  anchor: anchor.optional(),
  inferred: z.boolean().optional(),
});

const qualifiers = z.strictObject({
  uln: z.number().optional(),
  lln: z.number().optional(),
  interpretation: z.enum(['normal', 'low', 'high', 'notHigh', 'notLow', 'abnormal']).optional(),
  spurious: z.boolean().optional(),
  spuriousReason: z.string().optional(),
  symptomatic: z.boolean().optional(),
});

/** A date as a value: EDTF text where that says all of it, otherwise an object with its precision and words. */
const dateValue = z.strictObject({
  start: z.string().nullable(),
  end: z.string().nullable(),
  precision: z.enum(PRECISIONS),
  text: z.string().optional(),
});

/** One fact in the public JSON (`linea patient ID --json`, Linea's own format). */
export const factSchema = z
  .strictObject({
    id: z.string(),
    patient: z.string(),
    centre: z.string(),
    code: z.string(),
    event: z.string(),
    episode: z.string().optional(),
    effective,
    value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly(), dateValue]).nullable(),
    unit: z.string().nullable(),
    comparator: z.enum(['<', '<=', '>=', '>']).optional(),
    low: z.number().optional(),
    high: z.number().optional(),
    absent: z.enum(ABSENT_REASONS).optional(),
    stated: z.boolean(),
    known: z.string(),
    knownBasis: z.enum(['source', 'assumed']),
    recorded: z.string(),
    by: z.string(),
    source: z.string(),
    qualifiers: qualifiers.optional(),
    note: z.string().optional(),
    supersedes: z.string().nullable(),
    because: z.string().optional(),
    kind: z.enum(CORRECTION_KINDS).optional(),
  })
  .meta({
    id: 'Fact',
    description: 'A dated, coded, sourced, immutable fact. A correction is a new one that names the old one.',
  });

export type FactDocument = z.infer<typeof factSchema>;
