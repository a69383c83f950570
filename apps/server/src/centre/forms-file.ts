import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type CentreForms, NO_CENTRE_FORMS } from '@linea/briefs/forms';
import { ok, type Result, refused } from '@linea/facts';
import { readCentreForms } from './read-forms.ts';

/** Its name in a data directory. */
export const FORMS_FILE = 'forms.yaml';

/** The file of a centre, read when it is asked for and kept as long as it does not change. No file says nothing. */
export class FormsFile {
  readonly #file: string | undefined;
  #kept: { readonly stamp: string; readonly read: Result<CentreForms> } | undefined;

  constructor(file: string | undefined) {
    this.#file = file;
  }

  /** What it says; every issue with line and column. */
  async read(): Promise<Result<CentreForms>> {
    const file = this.#file;
    const there = file === undefined ? undefined : await stat(file).catch(() => undefined);
    if (file === undefined || there === undefined) return ok(NO_CENTRE_FORMS);
    const stamp = `${there.mtimeMs} ${there.size}`;
    if (this.#kept?.stamp !== stamp) this.#kept = { stamp, read: await readFormsFile(file) };
    return this.#kept.read;
  }
}

/** The file, which must be there. */
export async function readFormsFile(file: string): Promise<Result<CentreForms>> {
  try {
    return readCentreForms(await readFile(file, 'utf8'), basename(file));
  } catch (error) {
    return refused({ code: 'file.unreadable', at: file, got: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}
