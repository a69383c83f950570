import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

const home = mkdtempSync(join(tmpdir(), 'linea-folder-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('a folder', () => {
  it('is made with those above it, and the first that was made is named', async () => {
    expect(await makeFolder(join(home, 'a à', 'b', 'c'))).toBe(join(home, 'a à'));
    expect(statSync(join(home, 'a à', 'b', 'c')).isDirectory()).toBe(true);
    expect(await makeFolder(join(home, 'a à', 'b', 'd'))).toBe(join(home, 'a à', 'b', 'd'));
  });
  it('that is there is left as it is', async () => expect(await makeFolder(home)).toBeUndefined());
  it('may be made by several at once', async () => {
    const path = join(home, 'x', 'y', 'z');
    await Promise.all([1, 2, 3, 4].map(() => makeFolder(path)));
    expect(statSync(path).isDirectory()).toBe(true);
  });
  it('is not made over a file, nor below one', async () => {
    writeFileSync(join(home, 'file'), '');
    await expect(makeFolder(join(home, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolder(join(home, 'file', 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
  it.runIf(process.platform === 'linux')('is not waited for where none can be made', async () => {
    await expect(makeFolder('/proc/nothing/below')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
