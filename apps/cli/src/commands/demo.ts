import type { Context } from '../context.ts';
import { type ServeOptions, serve } from '../serve.ts';

/** A directory of its own: what is tried out there never meets real patients. */
const DEMO = 'linea-demo';

/** `linea demo`: the two published patients in a registry of their own, whatever the environment says. */
export async function demoCommand(options: ServeOptions, context: Context): Promise<void> {
  await serve({ directory: options.data ?? DEMO }, true, options, context);
}
