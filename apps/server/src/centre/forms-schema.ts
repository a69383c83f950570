import { FORM_KINDS } from '@linea/briefs/forms';
import { item } from '@linea/facts';
import { z } from 'zod';

const text = z.string().min(1);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const products = (item('inf.product').values ?? []).map(({ code }) => code);

/** When an outcome is reported for a product, by the contract of a centre. */
const milestone = z.strictObject({
  centre: text.optional().describe('Of this centre alone; of all when left out'),
  product: z.enum(products as [string, ...string[]]),
  months: z.array(z.number().int().min(1).max(180)).min(1).describe('Months after the infusion'),
  daysBefore: z.number().int().min(0).max(90).default(21).describe('Days before the month on which its window opens'),
  daysAfter: z.number().int().min(0).max(90).default(30).describe('Days after the month on which it closes'),
  needs: z
    .array(text)
    .min(1)
    .default(['resp', 'fu.survival', 'sub.kind'])
    .describe('Codes of the dictionary; `resp` is the response of the disease'),
  source: text.describe('Where the months are written: contract, determination'),
});

const field = z.strictObject({
  code: text,
  need: z.enum(['required', 'optional']),
  take: z.enum(['last', 'all']).default('last'),
  diseases: z.array(z.enum(['LBCL', 'ALL', 'MM', 'SLE'])).optional(),
  any: z.boolean().optional().describe('Whatever its day'),
});

const limit = z.number().int().nullable();

/** A sheet as a list of fields. */
export const layoutSchema = z.strictObject({
  centre: text.optional(),
  id: z.enum(FORM_KINDS),
  titleEn: text,
  titleIt: text,
  version: text,
  confirmed: z
    .strictObject({ by: text, on: day })
    .nullable()
    .default(null)
    .describe('Who held it against the real form; what the registry recorded comes first'),
  source: text,
  sourceIt: text.optional(),
  window: z.strictObject({ from: limit, to: limit, yearly: z.number().int().min(1).optional() }),
  sections: z
    .array(z.strictObject({ id: text.optional(), titleEn: text, titleIt: text, fields: z.array(field).min(1) }))
    .min(1),
});

/** The file of a centre: `forms.yaml` in the data directory. */
export const centreFormsSchema = z.strictObject({
  format: z.literal('linea-forms'),
  version: z.literal(1),
  milestones: z.array(milestone).default([]),
  layouts: z.array(layoutSchema).default([]),
});

/** What holds for a centre: `GET /api/forms`. */
export const formsInForceSchema = z
  .strictObject({
    centre: text,
    layouts: z.array(layoutSchema).readonly(),
    milestones: z.array(milestone.extend({ mark: z.enum(['verified', 'convention', 'centre']) })).readonly(),
  })
  .meta({ id: 'Forms', description: 'Field lists of sheets and months of milestones in force for a centre.' });
