import { z } from 'zod';

const status = z.enum(['done', 'due', 'overdue', 'notYet', 'blocked', 'ended']);

const visit = z.strictObject({
  label: z.string(),
  from: z.string(),
  to: z.string(),
  status,
  facts: z.array(z.string()).readonly(),
});

const stage = z
  .strictObject({
    id: z.string(),
    status,
    window: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
    doneBy: z.array(z.string()).readonly(),
    needs: z
      .array(z.string())
      .readonly()
      .describe('Items that the stage has to have recorded and of which no fact speaks'),
    blockedBy: z.array(z.string()).readonly(),
    visits: z.array(visit).readonly(),
  })
  .meta({ id: 'BoardStage', description: 'A stage of the CAR-T pathway: how it stands on a day, and what it lacks.' });

/** `linea board ID --json` and `GET /api/patients/{id}/board`. */
export const boardSchema = z
  .strictObject({
    patient: z.string(),
    disease: z.string().nullable(),
    asOf: z.string(),
    stages: z.array(stage).readonly(),
  })
  .meta({ id: 'Board', description: 'The CAR-T pathway of a patient as of a day: records against expected windows.' });

export type BoardDocument = z.infer<typeof boardSchema>;
