import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ran, root, run } from './run.ts';

/** Own to a run, or not part of what a reader of the documents has in front of them. */
const LEFT_OUT = new Set(['linea-data', 'linea-demo', '.git']);

/** A folder that looks like the checkout, where commands of the documents may leave a `linea-data` of their own. */
export class Sandbox {
  private readonly folder = mkdtempSync(join(tmpdir(), 'linea-docs-'));
  private server: ChildProcess | undefined;
  private readonly shims = mkdtempSync(join(tmpdir(), 'linea-shims-'));

  constructor() {
    for (const name of readdirSync(root)) if (!LEFT_OUT.has(name)) symlinkSync(root + name, join(this.folder, name));
    const linea = `exec '${process.execPath}' '${root}bin/linea.mjs' "$@"`;
    writeFileSync(join(this.shims, 'linea'), `#!/bin/sh\n${linea}\n`, { mode: 0o755 });
    writeFileSync(join(this.shims, 'npx'), `#!/bin/sh\n[ "$1" = linea ] || exit 127\nshift\n${linea}\n`, {
      mode: 0o755,
    });
  }

  /**
   * Runs a line as a reader's shell would, in English; a failure anywhere in a pipe is a failure. What serves is asked to
   * stop when it is ready, and has to end well.
   */
  run(line: string): Promise<Ran> {
    const { DATABASE_URL: _, ...environment } = process.env;
    const env = { ...environment, LC_ALL: 'C.UTF-8', PATH: `${this.shims}:${process.env.PATH}` };
    const serves = /^(npx )?linea (demo|start)\b(?!.*--help)/.test(line);
    const [program, limits] = serves
      ? [`exec ${line}`, { timeoutSeconds: 60, stopWhen: /http:\/\/127\.0\.0\.1:\d+/ }]
      : [line, { timeoutSeconds: 60 }];
    return run('bash', ['-o', 'pipefail', '-c', program], { cwd: this.folder, env, ...limits });
  }

  /**
   * Serves the folder's `linea-data`, with the published cases and without the synthetic study, until the sandbox is removed: its commands then ask the
   * server instead of starting a database each, with the same answers.
   */
  async serve(): Promise<void> {
    const words = ['bin/linea.mjs', 'demo', '--data', 'linea-data', '--port', '0', '--no-study'];
    const { DATABASE_URL: _, ...env } = process.env;
    this.server = spawn(process.execPath, words, { cwd: this.folder, env, stdio: ['ignore', 'pipe', 'ignore'] });
    await once(this.server.stdout as NodeJS.ReadableStream, 'data');
  }

  remove(): void {
    this.server?.kill();
    for (const folder of [this.folder, this.shims]) rmSync(folder, { recursive: true, force: true });
  }
}
