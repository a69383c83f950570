import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../world.testing.ts';

const BEFORE = ['brief', 'case-001', '--as-of', '2024-08-31'];

describe('linea brief', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'linea-brief-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('uses nothing that was not known on the day of printing', async () => {
    const before = (await run([...BEFORE, '--for', 'patient', '--json'])).json();
    const after = (await run(['brief', 'case-001', '--for', 'patient', '--json'])).json();
    const known = new Set(
      (await run(['patient', 'case-001', '--as-of', '2024-08-31', '--json']))
        .json()
        .facts.map((fact: { id: string }) => fact.id),
    );
    const facts = before.points.flatMap((point: { facts: string[] }) => point.facts);
    expect(facts.length).toBeGreaterThan(5);
    expect(facts.filter((id: string) => !known.has(id))).toEqual([]);
    expect(after.points.find(({ id }: { id: string }) => id === 'G6').filled).toBe(true);
    expect(before.points.find(({ id }: { id: string }) => id === 'G6').filled).toBe(false);
  });
  it('names every fact of the patient brief of case 000 in Italian', async () => {
    const { out, code } = await run([
      'brief',
      'case-000',
      '--for',
      'patient',
      '--lang',
      'it',
      '--phone',
      '011 000 0000',
    ]);
    expect(code).toBe(0);
    expect(out).toContain('Il mieloma è diventato resistente a: daratumumab, lenalidomide, desametasone.');
    expect(out).toContain('**011 000 0000**');
    expect(out).not.toContain('NON DEFINITIVO');
  });
  it('prints the indication of the product with its status of the day, its source and what meets it', async () => {
    const words = ['brief', 'case-001', '--for', 'clinician', '--as-of', '2025-01-31', '--json'];
    const { points } = (await run(words)).json();
    const { text, facts } = points.find(({ id }: { id: string }) => id === 'K2');
    expect(text).toMatch(/Brexu-cel: ✔ .*; ✔ .* · Europe: .*2022.* · Italy: /);
    expect(text).toContain('[');
    expect(facts.length).toBeGreaterThan(1);
  });
  it('prints one or two tagged pages, the same bytes each time', async () => {
    const files = ['a.pdf', 'b.pdf'].map((name) => join(folder, name));
    for (const file of files) {
      const { code, err } = await run(['brief', 'case-001', '--for', 'clinician', '--lang', 'it', '--out', file]);
      expect(code, err).toBe(0);
    }
    const [first, second] = files.map((file) => readFileSync(file));
    expect(first?.equals(second as Buffer)).toBe(true);
    const text = first?.toString('latin1') ?? '';
    expect(text).toContain('/StructTreeRoot');
    expect(text).toContain('/Lang (it)');
    expect((text.match(/\/Type\s*\/Page\b/g) ?? []).length).toBeLessThanOrEqual(2);
  });
  it('writes a page that stands alone', async () => {
    const file = join(folder, 'brief.html');
    await run(['brief', 'case-001', '--for', 'patient', '--out', file]);
    const page = readFileSync(file, 'utf8');
    expect(page).toContain('<html lang="en">');
    expect(page).not.toMatch(/src=|href=|@import|url\(/);
  });
  it.each([
    ['an audience that does not exist', ['case-001', '--for', 'nurse'], '[option.unknown]'],
    ['an ending that does not exist', ['case-001', '--for', 'patient', '--out', 'x.docx'], '[option.unknown]'],
    ['a patient that does not exist', ['case-9', '--for', 'patient'], '[patient.unknown]'],
    [
      'a day on which no diagnosis was known',
      ['case-001', '--for', 'patient', '--as-of', '1990-01-01'],
      '[brief.noDiagnosis]',
    ],
  ])('refuses %s', async (_, words, issue) => {
    const { code, err, out } = await run(['brief', ...words]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(issue);
  });
});
