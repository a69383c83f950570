import { z } from 'zod';

export const SEVERITIES = ['error', 'warning', 'info'] as const;

const place = z.strictObject({
  fact: z.string(),
  code: z.string(),
  event: z.string(),
  start: z.string().nullable(),
  end: z.string().nullable(),
});

const asked = z
  .strictObject({
    patient: z.string(),
    centre: z.string(),
    code: z.string(),
    severity: z.enum(SEVERITIES),
    message: z.strictObject({ en: z.string(), it: z.string() }),
    places: z.array(place).readonly().describe('The facts to look at, the first one first'),
  })
  .meta({ id: 'QueryAt', description: 'A question to whoever keeps the record, with the places to look at.' });

/** `GET /api/patients/{id}/queries`. */
export const patientQueriesSchema = z
  .strictObject({
    patient: z.string(),
    centre: z.string(),
    asOf: z.string(),
    queries: z.array(asked).readonly(),
    undecided: z.array(z.strictObject({ code: z.string(), facts: z.array(z.string()).readonly() })).readonly(),
  })
  .meta({ id: 'PatientQueries' });

/** `GET /api/queries`: some patients at a time, so that no request works for long. */
export const queriesSchema = z
  .strictObject({
    asOf: z.string(),
    queries: z.array(asked).readonly(),
    looked: z.number().int().min(0).describe('Patients looked at by this request'),
    patients: z.number().int().min(0).describe('Patients in all that pass'),
    centres: z.array(z.string()).readonly().describe('Every centre that the asker may see'),
    next: z.string().nullable().describe('Ask again with `after` of this; null at the end'),
  })
  .meta({ id: 'Queries' });

export type AskedDocument = z.infer<typeof asked>;
export type PatientQueriesDocument = z.infer<typeof patientQueriesSchema>;
export type QueriesDocument = z.infer<typeof queriesSchema>;
