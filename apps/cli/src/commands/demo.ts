import { publishedPatients } from '@linea/registry/journey';
import { patientsInMemory } from '@linea/server';
import type { Context } from '../context.ts';
import { type ServeOptions, serve } from '../serve.ts';

/** `linea demo`: the two published patients on a page of their own. */
export async function demoCommand(options: ServeOptions, context: Context): Promise<void> {
  await serve(patientsInMemory(publishedPatients()), options, context);
}
