import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Refused } from '../io.ts';
import { beside } from '../page/beside.ts';

export const FORMATS = ['.svg', '.png', '.pdf'] as const;
export type Format = (typeof FORMATS)[number];

/** The format that the name of a file asks for. @throws {Refused} `option.unknown` */
export function formatOf(file: string): Format {
  const got = extname(file).toLowerCase();
  const found = FORMATS.find((format) => format === got);
  if (found === undefined)
    throw new Refused([{ code: 'option.unknown', at: '--out', got, allowed: FORMATS.join(', ') }]);
  return found;
}

/** Writes a drawing in the format of the file's name. @throws {Refused} `file.unwritable` */
export async function writeFigure(svg: string, file: string, title: string): Promise<void> {
  const format = formatOf(file);
  const bytes =
    format === '.svg'
      ? svg
      : format === '.png'
        ? (await import('./png.ts')).pngOf(svg)
        : (await import('./pdf.ts')).pdfOf(svg, title);
  await beside([file], { at: file }, ([part]) => writeFile(part as string, bytes));
}
