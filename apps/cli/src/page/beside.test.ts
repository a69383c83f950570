import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beside } from './beside.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linea-beside-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const files = () => ['a', 'b'].map((name) => join(folder, name));
const writing = async (parts: readonly string[]): Promise<number> => {
  for (const part of parts) await writeFile(part, 'new');
  return parts.length;
};

describe('files written beside', () => {
  it('are there at the end, in place of what was there', async () => {
    writeFileSync(join(folder, 'a'), 'old');
    expect(await beside(files(), { at: '--out' }, writing)).toBe(2);
    expect(readdirSync(folder)).toEqual(['a', 'b']);
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('new');
  });
  it('leave everything as it was where the work fails', async () => {
    writeFileSync(join(folder, 'a'), 'old');
    const failing = async (parts: readonly string[]): Promise<never> => {
      await writing(parts);
      throw new Error('planted');
    };
    await expect(beside(files(), { at: '--out' }, failing)).rejects.toThrow('planted');
    expect([readdirSync(folder), readFileSync(join(folder, 'a'), 'utf8')]).toEqual([['a'], 'old']);
    expect(process.listenerCount('SIGTERM')).toBe(0);
  });
  it('that cannot be written are refused with their place', async () => {
    const nowhere = [join(folder, 'none', 'a')];
    await expect(beside(nowhere, { at: '--out', got: 'none/a' }, writing)).rejects.toMatchObject({
      issues: [{ code: 'file.unwritable', at: '--out', got: 'none/a ENOENT' }],
    });
    await expect(beside(nowhere, { at: 'a' }, writing)).rejects.toMatchObject({ issues: [{ at: 'a', got: 'ENOENT' }] });
  });
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'leave nothing when the command is interrupted by %s',
    async (signal, exit) => {
      const script = `
      import { writeFileSync } from 'node:fs';
      import { beside } from ${JSON.stringify(fileURLToPath(new URL('./beside.ts', import.meta.url)))};
      await beside([${JSON.stringify(join(folder, 'a'))}], { at: 'a' }, async ([part]) => {
        writeFileSync(part, 'half');
        console.log('half');
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      });`;
      const file = join(folder, 'script.mts');
      writeFileSync(file, script);
      const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=linea-source', file], {
        cwd: fileURLToPath(new URL('../../../../', import.meta.url)),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await new Promise((resolve) => child.stdout.once('data', resolve));
      expect(existsSync(join(folder, 'a.part'))).toBe(true);
      child.kill(signal);
      expect(await ended).toBe(exit);
      expect(readdirSync(folder)).toEqual(['script.mts']);
    },
    60_000,
  );
});
