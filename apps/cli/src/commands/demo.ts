import { join } from 'node:path';
import { LOCAL_USER } from '@linea/registry';
import type { Context } from '../context.ts';
import { type ServeOptions, serve } from '../serve.ts';

/** A directory of its own: what is tried out there never meets real patients. */
const DEMO = 'linea-demo';

interface DemoOptions extends Omit<ServeOptions, 'study'> {
  /** False with `--no-study`. */
  readonly study?: boolean;
}

/**
 * `linea demo`: the two published patients and a labelled synthetic study in a registry of their own, whatever the environment
 * says. The study is built beside the pages on the first start.
 */
export async function demoCommand({ study = true, ...options }: DemoOptions, context: Context): Promise<void> {
  const directory = options.data ?? DEMO;
  const folder = join(directory, 'study');
  const build = study
    ? async (store: Parameters<NonNullable<Parameters<typeof serve>[4]>>[0], stopped: AbortSignal) => {
        const { buildDemoStudy } = await import('../study/demo-study.ts');
        await buildDemoStudy(folder, store.as(LOCAL_USER), stopped);
      }
    : undefined;
  await serve({ directory }, true, { ...options, study: folder }, context, build);
}
