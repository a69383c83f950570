import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Ran {
  readonly code: number;
  /** Standard output and standard error, in that order. */
  readonly output: string;
  readonly stdout: string;
}

interface Options {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutSeconds?: number;
  /** A program that serves until it is asked to stop is asked to when it has printed this. */
  readonly stopWhen?: RegExp;
}

/** Runs a program to its end. A program that is stopped by the time limit has code 124, as in `timeout(1)`. */
export function run(file: string, args: readonly string[], options: Options = {}): Promise<Ran> {
  const { cwd = root, env = process.env, timeoutSeconds = 110, stopWhen } = options;
  return new Promise((resolve) => {
    const limits = { cwd, env, timeout: timeoutSeconds * 1000, killSignal: 'SIGKILL', maxBuffer: 64e6 } as const;
    const child = execFile(file, args, limits, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.killed ? 124 : typeof error.code === 'number' ? error.code : 127;
      resolve({ code, stdout, output: stdout + stderr });
    });
    child.stdin?.end();
    if (stopWhen) child.stdout?.on('data', (text) => stopWhen.test(String(text)) && child.kill('SIGTERM'));
  });
}

/** Runs a tool of this checkout, as `npx` would. */
export const tool = (name: string, ...args: string[]): Promise<Ran> => run(`${root}node_modules/.bin/${name}`, args);
