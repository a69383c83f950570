import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import type { Reach, ReachOptions } from './registry/reach.ts';

/** What a command may touch of the world; tests give their own. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly readStdin: () => Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Is standard error a terminal that somebody looks at? */
  readonly interactive?: boolean;
  /** The registry that the options speak of. */
  readonly reach: (options: ReachOptions) => Promise<Reach>;
  /** Answers when somebody asks the program to stop (Ctrl-C, or the system). */
  readonly stopped: () => Promise<void>;
}

export const EXIT = { done: 0, refused: 1, usage: 2, ourError: 3 } as const;

/** The input was refused or the answer is "no": exit code 1, every issue printed. */
export class Refused extends Error {
  readonly issues: readonly {
    readonly code: string;
    readonly at: string;
    readonly got?: string;
    readonly allowed?: string;
  }[];

  constructor(issues: Refused['issues']) {
    super('refused');
    this.issues = issues;
  }
}

/** The text of a file, without a byte order mark. @throws {Refused} it cannot be read, or is not UTF-8 */
export const textOf = async (file: string): Promise<string> =>
  inUtf8(await bytesOf(file), file)
    .toString('utf8')
    .replace(BYTE_ORDER_MARK, '');

/** What some programs write before a text. */
export const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * The bytes of a text. Two names in another encoding could be read as one, so none is guessed.
 * @throws {Refused} `text.notUtf8`: another encoding (UTF-16 has a NUL in every letter of ours), or no text at all
 */
export function inUtf8(bytes: Buffer, at: string): Buffer {
  if (isUtf8(bytes) && !bytes.includes(0)) return bytes;
  throw new Refused([{ code: 'text.notUtf8', at, allowed: 'UTF-8' }]);
}

/** The bytes of a file. @throws {Refused} it cannot be read */
export async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new Refused([
      { code: 'file.unreadable', at: file, got: (error as NodeJS.ErrnoException).code ?? String(error) },
    ]);
  }
}
