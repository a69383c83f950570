import { CORRECTION_KINDS } from '@linea/facts';
import { z } from 'zod';
import { factSchema } from './fact.ts';
import { issueSchema, problemSchema } from './problem.ts';

/** `POST /api/patients/{id}/facts/{fact}/corrections`: the fact in the address is the version that the writer has read. */
export const correctionSchema = z
  .strictObject({
    kind: z.enum(CORRECTION_KINDS),
    because: z.string().min(1).max(2000).describe('Why, in words'),
    change: z
      .record(z.string(), z.unknown())
      .optional()
      .describe(
        "What changes, as in Linea's JSON (value, unit, effective, absent, ...); the rest stays. Nothing for a withdrawal",
      ),
  })
  .meta({ id: 'Correction', description: 'A new version of a fact.' });

export const correctedSchema = z.strictObject({ fact: factSchema }).meta({ id: 'Corrected' });

/** The loser of a race: the version that was read, the one that stands there now, and what was wanted. */
export const conflictSchema = problemSchema
  .safeExtend({ read: factSchema.nullable(), current: factSchema, wanted: z.record(z.string(), z.unknown()) })
  .meta({ id: 'Conflict', description: 'Another version stands there by now: nothing was changed, here are both.' });

const count = z.number().int().min(0);

/** What was understood of tables, column by column. */
const importSummary = z.strictObject({
  files: z.array(z.strictObject({ name: z.string(), format: z.enum(['csv', 'xlsx']) })).readonly(),
  tables: z
    .array(
      z.strictObject({
        file: z.string(),
        sheet: z.string().optional(),
        rows: count,
        leftOut: count,
        blank: count,
        columns: z
          .array(
            z.strictObject({
              column: z.string(),
              codes: z.array(z.string()).readonly(),
              cells: count,
              facts: count,
              absent: count,
              skipped: count,
              refused: count,
            }),
          )
          .readonly(),
        unmapped: z.array(z.strictObject({ column: z.string(), cells: count })).readonly(),
      }),
    )
    .readonly(),
  leftOut: z.array(z.string()).readonly(),
  patients: count,
  codes: z.record(z.string(), count),
});

const refusedCell = z.strictObject({
  file: z.string(),
  sheet: z.string().optional(),
  row: count.optional(),
  column: z.string().optional(),
  code: z.string(),
  got: z.string(),
  allowed: z.string().optional(),
});

/** `linea import --json` and `POST /api/import`: what came in, or would; of tables also what was understood and refused. */
export const importReportSchema = z
  .strictObject({
    accepted: z.number().int().min(0),
    duplicates: z.number().int().min(0),
    refused: z.number().int().min(0),
    issues: z.array(issueSchema).readonly(),
    warnings: z.array(issueSchema).readonly(),
    patients: z.array(z.string()).readonly(),
    dryRun: z.boolean(),
    summary: importSummary.optional(),
    refusedCells: z.array(refusedCell).readonly().optional(),
  })
  .meta({ id: 'ImportReport', description: 'All or nothing: with an issue nothing was stored.' });

/** Linea's own JSON: `GET /api/patients/{id}/facts`, `linea export --format linea`. */
export const lineaSchema = z
  .strictObject({ format: z.literal('linea'), version: z.number().int(), facts: z.array(factSchema).readonly() })
  .meta({ id: 'Linea', description: "Linea's own JSON: every version of every fact." });

export type CorrectionDocument = z.infer<typeof correctionSchema>;
export type CorrectedDocument = z.infer<typeof correctedSchema>;
export type ConflictDocument = z.infer<typeof conflictSchema>;
export type ImportReportDocument = z.infer<typeof importReportSchema>;
