import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { Refused } from '../io.ts';

/** Writes beside and renames at the end: an interrupted command leaves the file as it was. @throws {Refused} */
export function writeWhole(option: string, file: string, text: string): void {
  const part = `${file}.part`;
  try {
    writeFileSync(part, text);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw new Refused([
      { code: 'file.unwritable', at: option, got: `${file} ${(error as NodeJS.ErrnoException).code ?? ''}`.trim() },
    ]);
  }
}
