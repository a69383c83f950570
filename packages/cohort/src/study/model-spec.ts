import { z } from 'zod';
import { columnName, transform, word } from './feature-spec.ts';

const term = z
  .strictObject({
    column: columnName.describe('The `name` of a feature whose values are numbers.'),
    transform: transform.default('identity'),
    centre: z.number().default(0).describe('Subtracted after the transform.'),
    scale: z.number().positive().default(1).describe('Divided by, after centring: the effect is per this much.'),
    for: z
      .array(z.enum(['benefit', 'toxicity']))
      .min(1)
      .default(['benefit'])
      .describe('Which models take it.'),
  })
  .describe('A term of the models: (transform(column) - centre) / scale.');
export type Term = z.infer<typeof term>;

const share = z.number().min(0).max(1);

export const modelSchema = z
  .strictObject({
    terms: z
      .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/), term)
      .default({})
      .describe('The terms of the multivariable models, by the key under which they are reported.'),
    interactions: z
      .array(z.tuple([word, word]))
      .default([])
      .describe('Pairs of keys of terms. The first is the primary question; the others share a false discovery rate.'),
    controls: z
      .array(word)
      .default([])
      .describe('Keys of terms that the model adjusts for, without asking whether they differ between lines.'),
    associations: z
      .strictObject({
        genetics: z.array(word).min(1).describe('Columns or blocks of findings in the tumour.'),
        immune: z.array(word).min(1).describe('Columns or blocks of the immune state.'),
        adjust: z.array(word).default([]).describe('Keys of terms adjusted for.'),
      })
      .optional()
      .describe('Findings in the tumour against the immune state of blood and product.'),
    comparison: word
      .optional()
      .describe('The key of the term that says which product was given: compared with the others by weighting.'),
    scenario: z
      .strictObject({
        month: z.number().positive().describe('When both are compared, in months.'),
        alternative: share.describe('Share without event under the alternative.'),
        low: share.describe('Lowest share tried.'),
        high: share.describe('Highest share tried.'),
        source: word.describe('The publication it is from.'),
      })
      .optional()
      .describe(
        'What the alternative would have given, from a cited source, with the range that is tried. No causal claim.',
      ),
  })
  .describe('The plan: terms, interactions and comparisons of the report.');
