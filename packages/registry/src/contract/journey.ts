import { z } from 'zod';
import { factSchema } from './fact.ts';

/** What a derivation is about, as `{ line: 1 }` or `{ agent: 'daratumumab' }`; null is the patient. */
const subject = z.record(z.string(), z.union([z.string(), z.number()])).nullable();

/** An answer of a criterion: `status` with `value`, or `possible` and `missing`, and the fields of its record beside them. */
const answer = z.looseObject({
  status: z.enum(['determined', 'indeterminate', 'notApplicable']).optional(),
  value: z.unknown().optional(),
  possible: z.array(z.unknown()).readonly().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  warnings: z.array(z.string()).readonly().optional(),
  error: z.string().optional(),
});

export const derivationSchema = answer
  .extend({
    criterion: z.string(),
    version: z.string(),
    at: z.string().nullable(),
    of: subject,
    missing: z.array(z.string()).readonly(),
    because: z.array(z.string()).readonly(),
    assuming: z.array(z.string()).readonly(),
    stated: z.strictObject({ value: z.unknown(), fact: z.string() }).nullable(),
    discrepancy: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'Derivation', description: 'What a criterion says of a patient, beside what was stated.' });

const line = z
  .strictObject({
    number: z.number().int(),
    regimen: z.string().nullable(),
    start: z.string(),
    stop: z.string().nullable(),
    bestResponse: z.string().nullable(),
    refractoryTo: z.array(z.string()).readonly(),
  })
  .meta({ id: 'Line', description: 'A line of therapy.' });

const query = z
  .strictObject({
    code: z.string(),
    severity: z.enum(['error', 'warning', 'info']),
    facts: z.array(z.string()).readonly(),
    message: z.strictObject({ en: z.string(), it: z.string() }),
  })
  .meta({ id: 'Query', description: 'A question to whoever keeps the record, with the facts to look at.' });

/** `linea patient ID --json` and `GET /api/patients/{id}`. */
export const journeySchema = z
  .strictObject({
    patient: z.string(),
    asOf: z.string(),
    knownAt: z.string().nullable(),
    centre: z.string(),
    disease: z.string().nullable(),
    synthetic: z.boolean(),
    facts: z.array(factSchema).readonly(),
    lines: z.array(line).readonly(),
    derivations: z.array(derivationSchema).readonly(),
    discrepancies: z.array(z.string()).readonly(),
    warnings: z.array(z.string()).readonly(),
    queries: z.array(query).readonly(),
    undecided: z.array(z.strictObject({ code: z.string(), facts: z.array(z.string()).readonly() })).readonly(),
  })
  .meta({ id: 'Journey', description: 'One patient as of a day, with what was known by an instant.' });

/** `linea patient list --json` and `GET /api/patients`. */
export const patientSummarySchema = z
  .strictObject({
    patient: z.string(),
    centre: z.string(),
    disease: z.string().nullable(),
    facts: z.number().int().min(0),
    synthetic: z.boolean(),
  })
  .meta({ id: 'PatientSummary', description: 'A patient in the list.' });

const rule = z.strictObject({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  version: z.string(),
  source: z.string(),
  verification: z.enum(['verified', 'memory', 'convention']),
});

const input = z.strictObject({
  input: z.string(),
  value: z.unknown(),
  codes: z.array(z.string()).readonly(),
  facts: z.array(factSchema).readonly(),
});

/** `linea why ID FINDING --json` and `GET /api/patients/{id}/why/{finding}`. */
export const whySchema = z
  .strictObject({
    patient: z.string(),
    finding: z.string(),
    asOf: z.string(),
    knownAt: z.string().nullable(),
    derivations: z
      .array(derivationSchema.extend({ rule: rule.optional(), inputs: z.array(input).readonly() }))
      .readonly(),
    facts: z.array(factSchema).readonly(),
  })
  .meta({ id: 'Why', description: 'The tree from a finding down to facts, sources and rule.' });

/** `linea diff ID --json` and `GET /api/patients/{id}/diff`. */
export const diffSchema = z
  .strictObject({
    patient: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    added: z.array(factSchema).readonly(),
    corrected: z
      .array(
        z.strictObject({
          before: factSchema,
          after: factSchema,
          by: z.string(),
          because: z.string().nullable(),
          kind: z.string().nullable(),
        }),
      )
      .readonly(),
    removed: z
      .array(z.strictObject({ fact: factSchema, by: z.string().nullable(), because: z.string().nullable() }))
      .readonly(),
    moved: z
      .array(
        z.strictObject({
          derivation: z.string(),
          criterion: z.string(),
          of: subject,
          before: answer.nullable(),
          after: answer.nullable(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'Diff', description: 'What changed about a patient between two instants.' });

/** `linea derive --list --json` and `GET /api/criteria`. */
export const criterionSummarySchema = z
  .strictObject({
    id: z.string(),
    version: z.string(),
    source: z.string(),
    title: z.string(),
    verified: z.boolean(),
    verification: z.enum(['verified', 'memory', 'convention']),
  })
  .meta({ id: 'Criterion', description: 'A criterion with its source.' });

export type JourneyDocument = z.infer<typeof journeySchema>;
export type DerivationDocument = z.infer<typeof derivationSchema>;
export type LineDocument = z.infer<typeof line>;
export type PatientSummaryDocument = z.infer<typeof patientSummarySchema>;
export type WhyDocument = z.infer<typeof whySchema>;
export type DiffDocument = z.infer<typeof diffSchema>;
export type CriterionDocument = z.infer<typeof criterionSummarySchema>;
