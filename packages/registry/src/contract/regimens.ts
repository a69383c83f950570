import { z } from 'zod';

const text = z.string();
const source = z.strictObject({ id: z.string(), citation: text });
const mark = z.enum(['verified', 'memory', 'document']);
const ids = z.array(z.string()).readonly();

const doseDay = z.strictObject({
  drug: z.string(),
  name: text,
  day: z.number().int().describe('Of the cycle; of a cell therapy from the infusion, which is day 0'),
  on: z.string(),
  planned: z.number().nullable(),
  unit: z.string(),
  unplanned: z.boolean().describe('Given on a day on which nothing was planned'),
  given: z.strictObject({ dose: z.number().nullable(), status: z.string().nullable(), facts: ids }).nullable(),
  text,
});

const cycle = z.strictObject({
  number: z.number().int(),
  planned: z.string(),
  actual: z.string().nullable(),
  expected: z.string(),
  delayDays: z.tuple([z.number(), z.number()]).nullable().readonly(),
  status: z.enum(['recorded', 'planned', 'future']),
  text,
  facts: ids,
  doses: z.array(doseDay).readonly(),
});

const level = z.strictObject({
  on: z.string(),
  dose: z.number(),
  unit: z.string(),
  level: z.number().nullable(),
  levelText: text,
  change: z.string().nullable(),
  reason: text.nullable(),
  events: z.array(z.strictObject({ term: text, grade: z.number().nullable(), facts: ids })).readonly(),
  label: z
    .strictObject({
      steps: z.array(z.strictObject({ action: z.string(), nextDose: z.number().nullable() })).readonly(),
      missing: ids,
      text,
    })
    .nullable(),
  facts: ids,
});

const regimen = z.strictObject({
  line: z.number().int(),
  regimen: z.string().nullable(),
  start: z.string(),
  stop: z.string().nullable(),
  ongoing: z.boolean(),
  cycleDays: z.number().nullable(),
  fromInfusion: z.boolean().describe('True for a cell therapy: one course, its days counted from the infusion'),
  schedules: z
    .array(
      z.strictObject({
        drug: z.string(),
        name: text,
        days: z.array(z.number()).readonly().describe('Of any cycle; `periods` says of which'),
        periods: z
          .array(
            z.strictObject({
              fromCycle: z.number().int(),
              toCycle: z.number().int().nullable(),
              days: z.array(z.number().int()).readonly(),
              dose: z.number().nullable(),
              unit: z.string(),
              text,
            }),
          )
          .readonly(),
        words: text.nullable(),
        dose: z.number().nullable(),
        unit: z.string(),
        from: z.enum(['record', 'knowledge']),
        text,
        mark: mark.nullable(),
        source: source.nullable(),
      }),
    )
    .readonly(),
  cycles: z.array(cycle).readonly(),
  drugs: z
    .array(
      z.strictObject({
        drug: z.string(),
        name: text,
        levels: z.array(level).readonly(),
        intensity: z
          .strictObject({
            relativeDosePercent: z.number().nullable(),
            rdiPercent: z.number().nullable(),
            noOmissionsAssumed: z.boolean(),
            missing: ids,
          })
          .nullable(),
      }),
    )
    .readonly(),
  support: z
    .array(
      z.strictObject({
        what: z.string(),
        name: text,
        from: z.string(),
        until: z.string().nullable(),
        note: text.nullable(),
        for: z
          .array(
            z.strictObject({
              purpose: z.string(),
              text,
              drugs: z.array(text).readonly(),
              facts: z
                .array(z.strictObject({ id: z.string(), code: z.string(), label: text, value: text, on: z.string() }))
                .readonly(),
              mark,
              source,
            }),
          )
          .readonly(),
        facts: ids,
      }),
    )
    .readonly(),
  notRecorded: z
    .array(z.strictObject({ purpose: z.string(), text, drugs: z.array(text).readonly(), mark, source }))
    .readonly(),
});

/** `linea regimen ID --json` and `GET /api/patients/{id}/regimens`. */
export const regimensSchema = z
  .strictObject({
    patient: z.string(),
    asOf: z.string(),
    knownAt: z.string().nullable(),
    synthetic: z.boolean(),
    researchUse: text,
    regimens: z.array(regimen).readonly(),
  })
  .meta({ id: 'Regimens', description: 'Lines of therapy at work: cycles, doses, intensity, support.' });

export type RegimensDocument = z.infer<typeof regimensSchema>;
export type RegimenDocument = z.infer<typeof regimen>;
