import { z } from 'zod';

/** `linea cut create NAME --json`, `linea cut list --json`, `GET` and `POST /api/cuts`. */
export const cutSchema = z
  .strictObject({
    name: z.string(),
    recorded: z.string().describe('What was recorded later is not in it'),
    by: z.string(),
    patients: z.number().int().min(0),
    facts: z.number().int().min(0),
    synthetic: z.boolean(),
    sha256: z.string().describe('Of its facts'),
  })
  .meta({ id: 'Cut', description: 'A named data cut: what was recorded by an instant, with the hash of its facts.' });

export const newCutSchema = z.strictObject({ name: z.string() }).meta({ id: 'NewCut' });
