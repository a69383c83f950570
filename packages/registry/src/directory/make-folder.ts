import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder with those above it that are missing. `mkdir` with `recursive` never ends on a file system that refuses new
 * folders with ENOENT, as `/proc` does (Node 20).
 *
 * @returns the first folder that was made; undefined when it was there
 * @throws the error of the file system
 */
export async function makeFolder(path: string): Promise<string | undefined> {
  const folder = resolve(path);
  try {
    await mkdir(folder);
    return folder;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (await isFolder(folder)) return undefined;
    const above = dirname(folder);
    if (code !== 'ENOENT' || above === folder || (await isFolder(above))) throw error;
    const first = await makeFolder(above);
    const own = await makeFolder(folder);
    return first ?? own;
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
