import type { Frame } from '@linea/survival';
import { InputError, type InputIssue } from '@linea/survival/input-error';
import { readCsv } from '@linea/survival/read-csv';
import { bytesOf, type Io, inUtf8, Refused } from '../io.ts';
import { flagOf } from './options.ts';

/** Reads CSV files of one command. */
export interface Tables {
  readonly read: (file: string) => Promise<Frame>;
}

const placeOf = (file: string): string => (file === '-' ? 'stdin' : file);

/**
 * `-` is standard input, once.
 *
 * @param decimal  with `,` the tables may write 1,5 and 1.5
 */
export function tables(io: Io, decimal: '.' | ','): Tables {
  let stdin = false;
  return {
    async read(file) {
      if (file === '-' && stdin) throw new Refused([{ code: 'file.stdinTwice', at: 'stdin' }]);
      stdin ||= file === '-';
      const text = file === '-' ? await io.readStdin() : inUtf8(await bytesOf(file), file);
      try {
        return readCsv(text, { decimal });
      } catch (error) {
        throw refusal(error, ({ at }) => `${placeOf(file)}: ${at}`);
      }
    },
  };
}

/** What the words of the command named, to say where an issue lies. */
export interface Asked {
  readonly files: readonly string[];
  readonly frames: readonly Frame[];
  readonly predict: string | undefined;
  readonly folds: string | undefined;
}

/** The file an issue of a method speaks of, as far as it can be told. */
function fileOf({ code, at, got }: InputIssue, { files, frames, predict, folds }: Asked): string | undefined {
  if (code.startsWith('folds.')) return folds;
  const inNewRows =
    code === 'level.unknown' || (code === 'column.unknown' && frames[0]?.columns.has(got ?? '') === true);
  if (inNewRows && predict !== undefined) return predict;
  const numbered = /^table (\d+)/.exec(at);
  if (numbered && files.length > 1) return files[Number(numbered[1]) - 1];
  return /^column |row \d+$/.test(at) && files.length === 1 ? files[0] : undefined;
}

/** `option confType` as it is written on the command line. */
const asTyped = (at: string): string => at.replace(/^option (\w+)/, (_, name: string) => flagOf(name));

/** Places an issue of a method: the file where one is meant, options as they are typed. */
export function placed(asked: Asked): (issue: InputIssue) => string {
  return (issue) => {
    const file = fileOf(issue, asked);
    const at = asTyped(issue.at);
    return file === undefined ? at : `${placeOf(file)}: ${at}`;
  };
}

/** The refusal that a shell prints; an error of our own is handed on as it is. */
export function refusal(error: unknown, place: (issue: InputIssue) => string): unknown {
  return error instanceof InputError ? new Refused([{ ...error.issue, at: place(error.issue) }]) : error;
}
