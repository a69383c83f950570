import { z } from 'zod';

const kinds = ['consent', 'milestone', 'form', 'assessment', 'sample', 'query'] as const;
const status = z.enum(['overdue', 'due', 'soon']);
const count = z.number().int();
const counts = z.strictObject({ overdue: count, due: count, soon: count });
const countsByKind = Object.fromEntries(kinds.map((kind) => [kind, counts])) as Record<
  (typeof kinds)[number],
  typeof counts
>;

const item = z
  .strictObject({
    patient: z.string(),
    centre: z.string(),
    disease: z.string().nullable(),
    synthetic: z.boolean(),
    kind: z.enum(kinds),
    what: z.string().describe('The sheet, the visit or stage, the timepoint, the consent, the severity of questions'),
    number: count.nullable().describe('Year of a sheet, month of a milestone, how many questions'),
    status,
    from: z.string().nullable(),
    to: z.string().nullable(),
    title: z.string(),
    needs: z.array(z.strictObject({ code: z.string(), label: z.string() })).readonly(),
  })
  .meta({ id: 'Due', description: 'One thing that is due of a patient.' });

/** `linea worklist --json` and `GET /api/worklist`. */
export const worklistSchema = z
  .strictObject({
    asOf: z.string(),
    days: count.describe('What opens within so many days is listed, too'),
    centres: z.array(z.string()).readonly(),
    patients: count,
    questionsLooked: count.describe('Patients about whom the consistency rules were asked so far'),
    counts: z.strictObject(countsByKind),
    total: count.describe('How many there are of what is asked for; `items` is a part of them'),
    items: z.array(item).readonly(),
  })
  .meta({
    id: 'Worklist',
    description: 'What is due, overdue first: consents, milestones, forms, assessments, samples, questions.',
  });

export type WorklistDocument = z.infer<typeof worklistSchema>;
