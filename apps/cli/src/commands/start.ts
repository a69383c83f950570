import { join } from 'node:path';
import type { Context } from '../context.ts';
import { DATA } from '../registry/open-reach.ts';
import { type ServeOptions, serve } from '../serve.ts';

/** `linea start`: the registry of a directory, or of a PostgreSQL server; a new one is empty. */
export async function startCommand(options: ServeOptions, context: Context): Promise<void> {
  const url = context.io.env.DATABASE_URL;
  const where = options.data === undefined && url ? { url } : { directory: options.data ?? DATA };
  const study = options.study ?? ('directory' in where ? join(where.directory, 'study') : undefined);
  await serve(where, false, { ...options, ...(study === undefined ? {} : { study }) }, context);
}
