import { z } from 'zod';

export const langQuery = z
  .enum(['it', 'en'])
  .optional()
  .describe('Language of the words (default: Accept-Language, else en)');

/** As of a day, with what was known by an instant. */
export const seenQuery = z.strictObject({
  asOf: z
    .string()
    .optional()
    .describe('What may have been true, and was known, by the end of this day: YYYY-MM-DD (default: today)'),
  knownAt: z.string().optional().describe('What was known at this instant, whatever the day asked about'),
  lang: langQuery,
});

export const patientParams = z.strictObject({ id: z.string().describe('Pseudonym of the patient') });
