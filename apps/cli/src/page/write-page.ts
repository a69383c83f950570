import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Refused } from '../io.ts';
import { beside } from './beside.ts';

/** Makes a document in each format that it has, by the ending of a file's name; that of `.pdf` is source for the typesetter. */
export type PageFormats = Readonly<Partial<Record<'.html' | '.md' | '.pdf' | '.ics' | '.txt', () => string>>>;

/** The ending of a file's name, if the document has that format. @throws {Refused} `option.unknown` */
function endingOf<T extends string>(file: string, allowed: readonly T[]): T {
  const got = extname(file).toLowerCase();
  const found = allowed.find((one) => one === got);
  if (found === undefined)
    throw new Refused([{ code: 'option.unknown', at: '--out', got, allowed: allowed.join(', ') }]);
  return found;
}

/** Writes a document in the format of the file's name; a PDF is tagged, for readers who listen to it. @throws {Refused} `option.unknown`, `file.unwritable` */
export async function writePage(file: string, formats: PageFormats): Promise<void> {
  const ending = endingOf(file, Object.keys(formats) as (keyof PageFormats)[]);
  const text = formats[ending]?.() ?? '';
  const bytes = ending === '.pdf' ? (await import('../figure/pdf.ts')).typeset(text) : text;
  await beside([file], { at: file }, ([part]) => writeFile(part as string, bytes));
}
