import type { Say } from '@linea/registry/words';
import { CommanderError } from 'commander';
import { BYTE_ORDER_MARK, EXIT, type Io, Refused } from './io.ts';
import { languageOf, terminalSpeaker } from './language.ts';
import { printIssues } from './print/issues.ts';
import { program } from './program.ts';

/** The real world. */
const terminal: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  async readStdin() {
    const parts: Buffer[] = [];
    for await (const part of process.stdin) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8').replace(BYTE_ORDER_MARK, '');
  },
  env: process.env,
  now: () => new Date(),
  interactive: process.stderr.isTTY === true,
  reach: async (options) =>
    (await import('./registry/open-reach.ts')).openReach(options, process.env, () => new Date()),
  stopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    }),
};

/**
 * Runs one command. @returns the exit code: 0 done, 1 refused or "no", 2 wrong usage, 3 our own error.
 *
 * @param argv  the words after the program's name
 */
export async function main(argv: readonly string[], io: Io = terminal): Promise<number> {
  if (io === terminal) for (const stream of [process.stdout, process.stderr]) stream.on('error', unlessClosed);
  const say = terminalSpeaker(languageOf(argv, io.env));
  try {
    let code: number = EXIT.done;
    await program(io, say, (exit) => {
      code = exit;
    }).parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, argv, io, say);
  }
}

function explain(error: unknown, argv: readonly string[], io: Io, say: Say): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    if (argv.includes('--json')) io.out(`${JSON.stringify({ issues: [usageIssue(error)] })}\n`);
    return EXIT.usage;
  }
  if (error instanceof Refused) {
    if (argv.includes('--json')) io.out(`${JSON.stringify({ issues: error.issues })}\n`);
    printIssues(error.issues, io, say);
    return EXIT.refused;
  }
  if (isBrokenPipe(error)) return EXIT.done;
  const id = io.now().getTime().toString(36);
  if (argv.includes('--json')) io.out(`${JSON.stringify({ issues: [{ code: 'ourError', at: '', got: id }] })}\n`);
  io.err(`${say('cli.ourError', { id })}\n`);
  if (argv.includes('--verbose')) io.err(`${error instanceof Error ? error.stack : String(error)}\n`);
  return EXIT.ourError;
}

/** Wrong usage, for a script: the sentence was already said on standard error. */
const usageIssue = ({ message }: CommanderError) => ({ code: 'usage', at: 'argv', got: message });

/** Who reads our output may stop early, as `head` does: nothing is wrong with that. */
const unlessClosed = (error: unknown): void => {
  if (!isBrokenPipe(error)) throw error;
};

const isBrokenPipe = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPIPE';
