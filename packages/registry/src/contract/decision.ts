import { z } from 'zod';

const text = z.string();
const source = z.strictObject({ id: z.string(), citation: text });
const fact = z.strictObject({ id: z.string(), code: z.string(), label: text, value: text, on: z.string() });
const ask = z.array(z.strictObject({ code: z.string(), label: text })).readonly();

/** `linea decision ID --json` and `GET /api/patients/{id}/decision`. */
export const decisionSchema = z
  .strictObject({
    patient: z.string(),
    asOf: z.string(),
    knownAt: z.string().nullable(),
    synthetic: z.boolean(),
    researchUse: text,
    decision: z
      .strictObject({
        kind: z.enum(['alloAfterCart', 'secondLineCart', 'lupusCart']),
        title: text,
        noVerdict: text,
        factors: z
          .array(
            z.strictObject({
              factor: z.string(),
              label: text,
              group: z.string(),
              groupLabel: text,
              number: z.union([z.number(), z.tuple([z.number(), z.number()]).readonly()]).nullable(),
              facts: z.array(fact).readonly(),
              derived: z.array(z.strictObject({ criterion: z.string(), title: text, text })).readonly(),
              ask,
            }),
          )
          .readonly(),
        patternNote: text.nullable(),
        pattern: z
          .array(
            z.strictObject({
              check: z.string(),
              text,
              answer: z.enum(['met', 'not-met', 'unknown']),
              facts: z.array(fact).readonly(),
              ask,
            }),
          )
          .readonly(),
        evidence: z
          .array(
            z.strictObject({
              side: z.enum(['for', 'against', 'limits']),
              sideLabel: text,
              id: z.string(),
              text,
              trial: z.string().nullable(),
              mark: z.enum(['verified', 'memory', 'document']),
              source,
            }),
          )
          .readonly(),
      })
      .nullable()
      .describe('null: no decision page is written for this disease'),
  })
  .meta({ id: 'Decision', description: 'A decision with both sides and no verdict.' });

export type DecisionDocument = z.infer<typeof decisionSchema>;
