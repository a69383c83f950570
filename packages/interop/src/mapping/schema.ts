import { ABSENT_REASONS } from '@linea/facts';
import { z } from 'zod';

/**
 * The mapping file as a schema: what an editor completes and what is read. Texts below are its help in the editor.
 * Where a text may hold `{column}`, the braces take the text of that cell of the row; `{name}` of a pattern takes what it caught.
 */
const text = z.string().min(1);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const absence = z
  .strictObject({ absent: z.enum(ABSENT_REASONS) })
  .describe('There is no value, for this reason: a fact that says so.');

const word = z
  .union([scalar, z.array(scalar), absence, z.null()])
  .describe(
    'What the word means: an answer of the dictionary, several, the reason why there is none, or null for no fact.',
  );

const words = z
  .record(z.string(), word)
  .describe(
    'Words of the table and what they mean. "" is an empty cell. Case does not matter unless two words differ by it alone.',
  );

const columnWords = z.strictObject({ column: text, words: z.record(z.string(), z.union([z.string(), z.null()])) });

const condition = z
  .strictObject({
    column: text.optional().describe('The column to look at; of a column, its own cell when left out.'),
    is: z.array(scalar).optional(),
    not: z.array(scalar).optional(),
    filled: z.boolean().optional(),
    below: z.number().optional(),
    atLeast: z.number().optional(),
    whole: z.boolean().optional().describe('A whole number, or none.'),
  })
  .describe('All that is given must hold.');

const conditions = z.union([condition, z.array(condition)]);

const dayOffset = z.union([z.number().int(), text]);
const window = z.union([dayOffset, z.array(dayOffset).length(2)]);

const anchored = z.strictObject({
  from: text.describe('The anchor from which days are counted.'),
  day: window.describe(
    'A day or the first and the last: numbers, or a column (or a text with {column}) that holds them.',
  ),
  words: z
    .record(z.string(), z.union([window, z.strictObject({ from: text, day: window }), z.null()]))
    .optional()
    .describe('Words that the column has instead of a number ("Day 30"), as days; null: no fact.'),
  between: z.array(z.number().int()).length(2).optional().describe('Days beyond these are refused.'),
  in: z
    .enum(['weeks', 'months', 'years'])
    .optional()
    .describe('What the column counts, decimals allowed; days when left out. A month is 30.4375 days, a year 365.25.'),
});

const when = z
  .union([
    z.strictObject({ date: text.describe('A column with dates.'), formats: z.array(text).optional() }),
    z.strictObject({ start: text, end: text, formats: z.array(text).optional() }),
    z.strictObject({ on: text.describe('EDTF: 2024-03, 2015-04/2020-02.') }),
    anchored,
  ])
  .describe('When it was true of the patient.');

const rule = z.strictObject({
  code: z.union([text, columnWords]).describe('A code of the dictionary, or a column whose words name one.'),
  value: z
    .union([scalar, z.array(scalar)])
    .optional()
    .describe('This instead of what the cell says.'),
  list: text.optional().describe('The code list for the words of the cell.'),
  words: words.optional(),
  others: z
    .enum(['refuse', 'skip', 'keep'])
    .optional()
    .describe('Words that are in no list: refuse (the default), skip, or keep as they are.'),
  each: z
    .boolean()
    .optional()
    .describe('Each of several values is a fact of its own; {value} tells their events apart.'),
  separator: text.optional().describe('Splits a cell with several words.'),
  unit: z
    .union([text, columnWords, z.strictObject({ column: text })])
    .optional()
    .describe('UCUM, or a column with units.'),
  uln: z.union([z.number(), z.strictObject({ column: text })]).optional(),
  lln: z.union([z.number(), z.strictObject({ column: text })]).optional(),
  interpretation: columnWords.optional(),
  event: text.optional().describe('The name after the kind: facts of one event explain each other.'),
  episode: text.optional(),
  when: when.optional(),
  if: conditions.optional(),
  absent: z.record(z.string(), z.union([z.enum(ABSENT_REASONS), z.null()])).optional(),
  per: z.enum(['patient']).optional().describe('The same on every row of a patient: said once.'),
  as: text.optional().describe('This fact is the anchor of that name.'),
  with: z
    .record(z.string(), z.union([scalar, z.array(scalar)]))
    .optional()
    .describe('More facts of the same event and time, by code.'),
  stated: z.boolean().optional(),
  note: text.optional(),
});

const column = z.union([rule, text, z.array(z.union([rule, text])).min(1), z.null()]);

const table = z.strictObject({
  sheet: text.optional().describe('The sheet of a workbook; * stands for anything.'),
  file: text.optional().describe('The name of a file; * stands for anything.'),
  header: z.number().int().min(1).optional().describe('The row with the names of the columns; default 1.'),
  patient: z
    .union([
      text,
      z.strictObject({ column: text, pattern: text.describe('A regular expression with one group: the patient.') }),
    ])
    .optional()
    .describe('The column with the patient, or a text with {column}.'),
  centre: text.optional(),
  only: conditions.optional().describe('Rows for which this does not hold are left out.'),
  when: when.optional(),
  columns: z
    .record(z.string(), column)
    .optional()
    .describe(
      'By the name of the column: a code, a rule, several rules, or null for a column that is left out. "CRP_d{day}" stands for every such column, with a whole number (or {name:text}) at the braces; "#3" is the third.',
    ),
  facts: z.array(rule).optional().describe('Facts that each row states without a column.'),
});

export const mappingSchema = z.strictObject({
  linea: z.literal('mapping'),
  version: z.literal(1),
  title: text.optional(),
  source: text.optional().describe('Where the table was published.'),
  centre: text.optional(),
  encoding: z.enum(['utf-8', 'windows-1252', 'utf-16le']).optional(),
  delimiter: z.string().length(1).optional(),
  decimal: z.enum(['.', ',']).optional(),
  thousands: z.enum(['.', ',', ' ', "'"]).optional(),
  dates: z.array(text).optional().describe('Formats of dates beside ISO: DD/MM/YYYY, D.M.YYYY, MM/YYYY.'),
  formulas: z
    .enum(['refuse', 'values'])
    .optional()
    .describe('Cells with a formula: refuse (the default), or take what they showed when the file was saved.'),
  absent: z
    .record(z.string(), z.union([z.enum(ABSENT_REASONS), z.null()]))
    .optional()
    .describe('Words that stand for no value in every column, with the reason; null: no fact.'),
  lists: z.record(z.string(), words).optional().describe('Code lists that rules name.'),
  anchors: z
    .record(
      z.string(),
      z.strictObject({
        code: text,
        event: text.optional(),
        between: text.optional().describe('EDTF: its day is not known, but lies in here.'),
      }),
    )
    .optional()
    .describe('Facts from which days are counted, by name.'),
  tables: z.array(table).min(1),
});

export type MappingFile = z.infer<typeof mappingSchema>;
export type TableMapping = MappingFile['tables'][number];
export type Rule = z.infer<typeof rule>;
type Column = z.infer<typeof column>;
export type When = z.infer<typeof when>;
export type Condition = z.infer<typeof condition>;
export type Word = z.infer<typeof word>;
export type Words = z.infer<typeof words>;

/** The rules of a column: one, several, none, each as a rule or only a code. */
export const rulesOf = (column: Column): readonly Rule[] =>
  (Array.isArray(column) ? column : column === null ? [] : [column]).map((one) =>
    typeof one === 'string' ? { code: one } : one,
  );

/** The schema for editors (`# yaml-language-server: $schema=...`). */
export const mappingJsonSchema = (): object => ({
  $id: 'linea-mapping-1',
  title: 'Mapping file of Linea',
  ...z.toJSONSchema(mappingSchema, { target: 'draft-7' }),
});
