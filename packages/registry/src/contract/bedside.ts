import { PROTOCOL_KINDS } from '@linea/criteria/bedside';
import { ABSENT_REASONS, CORRECTION_KINDS } from '@linea/facts';
import { z } from 'zod';
import { factSchema } from './fact.ts';
import { derivationSchema } from './journey.ts';
import { issueSchema } from './problem.ts';

const clockTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
  .describe("Date and clock time in the centre's zone: YYYY-MM-DDTHH:MM");

const observedValue = z.strictObject({
  code: z.string().describe('Of the data dictionary, kind `daily`: day.tempMax'),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
  unit: z.string().nullish(),
  low: z.number().optional().describe('With `high`: an interval, as where a part of an item was asked'),
  high: z.number().optional(),
  absent: z.enum(ABSENT_REASONS).optional().describe('Instead of a value: why there is none'),
  note: z.string().min(1).max(200).optional().describe('What was typed where it could not be the value'),
});

const observedDrug = z.strictObject({
  drug: z.string(),
  at: clockTime,
  dose: z.number().optional(),
  unit: z.string().optional(),
  route: z.string().optional(),
  purpose: z.string().optional(),
});

const observedCorrection = z.strictObject({
  supersedes: z.string().describe('The version that you have read'),
  kind: z.enum(CORRECTION_KINDS),
  because: z.string().min(1).max(2000).describe('Why, in words'),
  change: z.record(z.string(), z.unknown()).optional(),
});

/** `POST /api/patients/{id}/observations`: what was seen at one time, written down together. */
export const observationSchema = z
  .strictObject({
    key: z
      .string()
      .regex(/^[A-Za-z0-9-]{8,64}$/)
      .describe('Made once by the writer, a UUID: the same observation sent again adds nothing'),
    at: clockTime.optional(),
    event: z.string().optional().describe('Of an observation that is there: this adds to it or corrects it'),
    admission: z.string().optional().describe('Event of the infusion'),
    known: z.string().optional().describe('When it was written down, where it had to wait for the network'),
    values: z.array(observedValue).max(100).default([]),
    drugs: z.array(observedDrug).max(50).default([]),
    corrections: z.array(observedCorrection).max(100).default([]),
  })
  .meta({ id: 'Observation', description: 'One column of the bedside sheet. All or nothing.' });

export const observedSchema = z
  .strictObject({
    event: z.string(),
    accepted: z.number().int().min(0),
    duplicates: z.number().int().min(0),
    facts: z.array(factSchema).readonly(),
    warnings: z.array(issueSchema).readonly(),
  })
  .meta({ id: 'Observed', description: 'What was stored; what an earlier sending had stored counts as duplicate.' });

const admission = z.strictObject({
  event: z.string(),
  infusion: z.string(),
  product: z.string().nullable(),
  facts: z.array(z.string()).readonly(),
});

const observationGrade = z
  .strictObject({
    grade: z.number().int().nullable(),
    min: z.number().int(),
    max: z.number().int(),
    gate: z.string().optional(),
    components: z.record(z.string(), z.unknown()),
    missing: z.array(z.string()).readonly(),
    warnings: z.array(z.string()).readonly(),
  })
  .nullable();

const when = { event: z.string(), at: z.string().nullable(), day: z.number().int().nullable() };

const approval = z.strictObject({
  kind: z
    .enum(PROTOCOL_KINDS)
    .describe('What it is for: what guidelines list for CRS or ICANS, or the dose line of tocilizumab'),
  protocol: z.string(),
  version: z.string(),
  by: z.string().describe('Who approved it'),
  on: z.string().describe('When, YYYY-MM-DD'),
});

/** `POST /api/protocols`: a centre's protocol is approved, or no longer. */
export const protocolEntrySchema = approval
  .extend({
    kind: z.string().describe('What an approval is for, or the sheet whose layout is confirmed: ebmt-day0, aifa, ...'),
    centre: z.string(),
    status: z.enum(['approved', 'withdrawn']),
  })
  .meta({ id: 'ProtocolEntry', description: 'Who approved which protocol of a centre, or that it is withdrawn.' });

export const protocolSchema = protocolEntrySchema
  .extend({ recorded: z.string(), recordedBy: z.string() })
  .meta({ id: 'Protocol', description: 'As it was recorded; the last entry of a centre and a kind holds.' });

const guidance = z
  .strictObject({
    steps: z
      .array(
        z.strictObject({
          kind: z.enum(['crs', 'icans']),
          observedAt: z.string().nullable(),
          answer: z.record(z.string(), z.unknown()),
        }),
      )
      .readonly(),
    tocilizumab: z.record(z.string(), z.unknown()).nullable(),
  })
  .nullable();

/** `linea bedside ID --json` and `GET /api/patients/{id}/bedside`. */
export const bedsideSchema = z
  .strictObject({
    patient: z.string(),
    centre: z.string(),
    disease: z.string().nullable(),
    synthetic: z.boolean(),
    asOf: z.string(),
    knownAt: z.string().nullable(),
    admissions: z.array(admission).readonly(),
    admission: admission.nullable(),
    observations: z
      .array(
        z.strictObject({
          ...when,
          facts: z.array(z.string()).readonly(),
          crs: observationGrade,
          icans: observationGrade,
          contradictory: z.array(z.string()).readonly(),
          sameMoment: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
    drugs: z.array(z.strictObject({ ...when, drug: z.string(), facts: z.array(z.string()).readonly() })).readonly(),
    derivations: z.array(derivationSchema).readonly(),
    approvals: z.array(approval).readonly(),
    guidance,
    facts: z.array(factSchema).readonly(),
  })
  .meta({ id: 'Bedside', description: 'The flow-sheet of one admission with its grades and courses.' });

export type BedsideDocument = z.infer<typeof bedsideSchema>;
export type ObservedDocument = z.infer<typeof observedSchema>;
