import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../world.testing.ts';

const SEEN = ['--as-of', '2026-01-31'];

describe('linea figure', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'linea-figure-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  // To be looked at: open the files in a browser.
  it.each([
    ['journey', 'case-000', 'calendar', 'en'],
    ['journey', 'case-001', 'calendar', 'en'],
    ['journey', 'case-001', 'infusion', 'it'],
    ['response', 'case-000', 'calendar', 'it'],
    ['response', 'case-001', 'infusion', 'en'],
    ['course', 'case-000', 'calendar', 'en'],
    ['course', 'case-001', 'infusion', 'it'],
  ])('draws the %s of %s over days of the %s, in %s', async (kind, id, axis, lang) => {
    const { code, out } = await run(['figure', id, '--kind', kind, '--axis', axis, '--lang', lang, ...SEEN]);
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot(`__snapshots__/${id}.${kind}.${axis}.${lang}.svg`);
  });

  it('draws nothing that was not known, and says as of when', async () => {
    const { out } = await run(['figure', 'case-000', '--kind', 'journey', '--as-of', '2024-03-31']);
    expect(out).toContain('as of 31 Mar 2024');
    expect(out).toContain('DRd');
    expect(out).not.toContain('selinexor');
    expect(out).not.toContain('VGPR (');
  });

  it.each([
    ['png', (bytes: Buffer) => bytes.subarray(1, 4).toString('latin1') === 'PNG'],
    ['pdf', (bytes: Buffer) => bytes.subarray(0, 5).toString('latin1') === '%PDF-'],
    ['svg', (bytes: Buffer) => bytes.toString('utf8').startsWith('<?xml')],
  ])('writes %s', async (ending, isRight) => {
    const file = join(folder, `journey.${ending}`);
    const { code, err } = await run(['figure', 'case-000', '--kind', 'journey', '--out', file, ...SEEN]);
    expect(code, err).toBe(0);
    const bytes = readFileSync(file);
    expect(isRight(bytes)).toBe(true);
    expect(bytes.length).toBeGreaterThan(20_000);
  });

  it.each([
    ['a kind that does not exist', ['--kind', 'pie'], '[option.unknown]'],
    ['an ending that does not exist', ['--kind', 'journey', '--out', 'x.docx'], '[option.unknown]'],
    ['a folder that does not exist', ['--kind', 'journey', '--out', '/no/such/folder/x.svg'], '[file.unwritable]'],
  ])('refuses %s', async (_, words, issue) => {
    const { code, err, out } = await run(['figure', 'case-000', ...words]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(issue);
  });
});
