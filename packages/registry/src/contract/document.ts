import { z } from 'zod';

const text = z.string();
const passage = z.strictObject({
  text,
  facts: z.array(text).readonly(),
  kind: z.enum(['recorded', 'derived', 'fixed']),
});

/** `GET /api/patients/{id}/documents/{kind}`. */
export const documentSchema = z
  .strictObject({
    kind: z.enum(['brief-patient', 'brief-clinician', 'narrative', 'letter-discharge', 'letter-day100']),
    title: text,
    language: z.enum(['it', 'en']),
    patient: text,
    asOf: text,
    synthetic: z.boolean(),
    final: z.boolean().describe('False where something is missing without which it must not be handed out'),
    banners: z.array(text).readonly(),
    emergency: z
      .strictObject({ heading: text, numbers: z.array(text).readonly(), texts: z.array(text).readonly() })
      .nullable(),
    sections: z
      .array(
        z.strictObject({
          id: text,
          title: text,
          note: text.nullable(),
          passages: z.array(passage).readonly(),
          gap: text.nullable().describe('What to write here, where nothing is recorded'),
        }),
      )
      .readonly(),
    closing: z.array(text).readonly(),
    footer: text,
    html: text.describe('The document as a page of its own'),
    markdown: text.describe('The document as Markdown, the facts of each sentence as its notes'),
  })
  .meta({
    id: 'Document',
    description: 'A brief, a letter or the draft of a case report, from the facts known on a day.',
  });

export type DocumentDocument = z.output<typeof documentSchema>;
