import { z } from 'zod';
import { besideSchema } from './beside.ts';

export { type DecisionDocument, decisionSchema } from './decision.ts';
export { type RegimenDocument, type RegimensDocument, regimensSchema } from './regimens.ts';

const text = z.string();
const mark = z.enum(['verified', 'memory', 'document']);
const source = z.strictObject({ id: z.string(), citation: text });
const reading = { mark, source };

/** A fact as it stands beside an answer. */
const shownFact = z.strictObject({ id: z.string(), code: z.string(), label: text, value: text, on: z.string() });
const asked = z.strictObject({ code: z.string(), label: text });

const judgedText = z.strictObject({
  answer: z.enum(['met', 'not-met', 'unknown']),
  conditions: z
    .array(
      z.strictObject({
        condition: z.string(),
        text,
        answer: z.enum(['met', 'not-met', 'unknown']),
        facts: z.array(shownFact).readonly(),
        ask: z.array(asked).readonly(),
      }),
    )
    .readonly(),
  ...reading,
});

const status = z.enum([
  'authorised', 'established', 'notAuthorised', 'trialOnly', 'reimbursed', 'cnn', 'earlyAccess', 'notReimbursed', 'unknown',
]); // biome-ignore format: a list

const statusOn = z.strictObject({
  status,
  possible: z.array(status).readonly(),
  since: z.string().nullable(),
  mark: mark.nullable(),
  source: source.nullable(),
  text,
});

const result = z.strictObject({
  endpoint: text,
  value: z.number().nullable(),
  unit: z.string(),
  comparator: z.number().nullable(),
  hazardRatio: z.number().nullable(),
  ci95: z.tuple([z.number(), z.number()]).nullable().readonly(),
  note: text.nullable(),
  mark,
  source: z.string(),
});

const likeness = z.strictObject({
  point: z.string(),
  label: text,
  standing: z.enum(['inside', 'few', 'outside', 'unknown']),
  text,
  facts: z.array(z.string()).readonly(),
  mark: mark.nullable(),
});

const trial = z.strictObject({
  id: z.string(),
  name: text,
  n: z.number().nullable(),
  population: text,
  design: text,
  nct: z.string().nullable(),
  inPopulation: z.enum(['yes', 'no', 'unknown']),
  likeness: z.array(likeness).readonly(),
  benefit: z.array(result).readonly(),
  toxicity: z.array(result).readonly(),
  sources: z.array(source).readonly(),
});

const option = z
  .strictObject({
    id: z.string(),
    regimen: z.string(),
    name: text,
    group: z.enum(['matches', 'sameTarget', 'undecided', 'trialOnly', 'notMatched', 'notYet']),
    cycleDays: z.number().nullable(),
    schedule: z
      .array(
        z.strictObject({
          drug: z.string(),
          name: text,
          dose: z.number().nullable(),
          unit: z.string(),
          route: z.string(),
          days: text,
        }),
      )
      .readonly(),
    place: text.nullable(),
    label: judgedText,
    europe: statusOn,
    italy: statusOn,
    reimbursed: z.strictObject({
      answer: z.enum(['yes', 'no', 'unknown']),
      text,
      conditions: judgedText.nullable(),
    }),
    classSwitch: z
      .array(
        z.strictObject({
          drug: z.string(),
          name: text,
          class: z.string().nullable(),
          relation: z.string(),
          through: z.string().nullable(),
          text,
        }),
      )
      .readonly(),
    trials: z.array(trial).readonly(),
    toxicity: z
      .array(
        z.strictObject({
          drug: z.string(),
          name: text,
          expect: z.array(z.strictObject({ code: z.string(), text })).readonly(),
          ...reading,
        }),
      )
      .readonly(),
  })
  .meta({ id: 'Option', description: 'A therapy whose printed indication was held against the facts of a day.' });

const moved = <T extends z.ZodType>(of: T) => z.strictObject({ before: of, after: of });
const movedStatus = moved(status).extend({ since: z.string().nullable() }).nullable();

const change = z.strictObject({
  id: z.string(),
  name: text,
  group: moved(z.string()).nullable(),
  europe: movedStatus,
  italy: movedStatus,
  reimbursed: moved(z.string()).nullable(),
  conditions: z.array(moved(z.string()).extend({ condition: z.string() })).readonly(),
  text: z.array(text).readonly(),
});

/** `linea options ID --json` and `GET /api/patients/{id}/options`. */
export const optionsSchema = z
  .strictObject({
    patient: z.string(),
    asOf: z.string(),
    knownAt: z.string().nullable(),
    disease: z.string().nullable(),
    synthetic: z.boolean(),
    researchUse: text,
    sortedBy: text,
    notChecked: text,
    options: z.array(option).readonly().describe('The printed indication matches the facts of the day'),
    others: z.array(option).readonly().describe('Open, not matched, not authorised that day: each with its reason'),
    since: z.string(),
    comparable: z.boolean().describe('False where no disease was on record on that day'),
    changes: z.array(change).readonly().describe('What is another answer than on the day `since`'),
    beside: besideSchema
      .nullable()
      .describe('Benefit and toxicity as a model estimates them; null where there is no model'),
  })
  .meta({ id: 'Options', description: 'Therapies held against the facts of a day. Nothing here is advice.' });

export type OptionsDocument = z.infer<typeof optionsSchema>;
export type OptionDocument = z.infer<typeof option>;
