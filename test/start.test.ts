import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './house/run.ts';

/** A module as an address. */
const inline = (source: string): string => `data:text/javascript,${encodeURIComponent(source)}`;

/** Notes every module that is opened in the file that OPENED names. */
const NOTES = inline(`import { appendFileSync } from 'node:fs';
export async function load(url, context, next) {
  appendFileSync(process.env.OPENED, url + '\\n');
  return next(url, context);
}`);
const NOTING = inline(`import { register } from 'node:module'; register(${JSON.stringify(NOTES)});`);

it('a survival command opens the modules of its method and no others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linea-start-'));
  const OPENED = join(folder, 'opened');
  const words = ['survival', 'km', 'examples/data/remission.csv', 'Surv(weeks, relapse) ~ drug'];
  try {
    execFileSync(process.execPath, ['--import', NOTING, 'bin/linea.mjs', ...words], {
      cwd: root,
      env: { ...process.env, OPENED },
    });
    const opened = readFileSync(OPENED, 'utf8').trim().split('\n');
    const others =
      /packages\/(facts|survival|registry)\/dist\/index\.js|\/(cox|penalised|competing-risks)\/|node_modules\/(zod|yaml|kysely)\//;
    expect(opened.filter((url) => others.test(url))).toEqual([]);
    expect(opened.length).toBeGreaterThan(20);
    // Each costs about half a millisecond of a start that is to take a fifth of R's.
    expect(opened.length).toBeLessThan(100);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
