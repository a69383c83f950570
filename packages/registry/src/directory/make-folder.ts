import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder with those above it that are missing. `mkdir` with `recursive` never ends on a file system that refuses new
 * folders with ENOENT, as `/proc` does (Node 20).
 *
 * @returns the first folder that was made; undefined when it was there
 * @throws the error of the file system
 */
export const makeFolder = (path: string): Promise<string | undefined> => make(resolve(path), true);

/** @param again  whether to ask once more where the folder above has come in between: somebody else may have made it just now */
async function make(folder: string, again: boolean): Promise<string | undefined> {
  try {
    await mkdir(folder);
    return folder;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (await isFolder(folder)) return undefined;
    const above = dirname(folder);
    if (code !== 'ENOENT' || above === folder) throw error;
    if (await isFolder(above)) {
      if (again) return make(folder, false);
      throw error;
    }
    const first = await make(above, true);
    const own = await make(folder, true);
    return first ?? own;
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
