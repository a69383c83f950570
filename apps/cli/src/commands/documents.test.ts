import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../world.testing.ts';

interface Doc {
  readonly asOf: string;
  readonly banners: readonly string[];
  readonly sections: readonly {
    readonly id: string;
    readonly gap: string | null;
    readonly passages: readonly { readonly text: string; readonly kind: string; readonly facts: readonly string[] }[];
  }[];
}
const passages = ({ sections }: Doc, ...ids: readonly string[]) =>
  sections.filter(({ id }) => ids.length === 0 || ids.includes(id)).flatMap((one) => one.passages);

describe('linea narrative', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'linea-narrative-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['case-000', 'en'],
    ['case-000', 'it'],
    ['case-001', 'en'],
    ['case-001', 'it'],
  ])('%s in %s has every fact in a sentence that names it', async (id, lang) => {
    const narrative: Doc = (await run(['narrative', id, '--lang', lang, '--json'])).json();
    const facts = (await run(['patient', id, '--json'])).json().facts.map((fact: { id: string }) => fact.id);
    const told = new Set(
      passages(narrative)
        .filter(({ kind }) => kind === 'recorded')
        .flatMap((one) => one.facts),
    );
    expect(facts.length).toBeGreaterThan(100);
    expect(facts.filter((fact: string) => !told.has(fact))).toEqual([]);
    expect(passages(narrative).filter(({ kind, facts }) => kind === 'recorded' && facts.length === 0)).toEqual([]);
  });
  it('keeps what a criterion derived apart from what is recorded', async () => {
    const narrative: Doc = (await run(['narrative', 'case-000', '--json'])).json();
    const derived = passages(narrative).filter(({ kind }) => kind === 'derived');
    expect(derived.map(({ text }) => text).join('\n')).toContain('R2-ISS');
    expect(passages(narrative, 'derived', 'discussion').every(({ kind }) => kind === 'derived')).toBe(true);
    expect(
      passages(narrative, 'diagnostic')
        .map(({ text }) => text)
        .join('\n'),
    ).toContain('[as stated]');
    expect(narrative.sections.map(({ id }) => id).slice(0, 3)).toEqual(['keywords', 'abstract', 'introduction']);
  });
  it('tells nothing that was not known', async () => {
    const { out } = await run(['narrative', 'case-000', '--as-of', '2024-03-31']);
    expect(out).not.toContain('selinexor');
  });
  it('puts the figure beside Markdown and inside a page', async () => {
    const [markdown, page] = [join(folder, 'case.md'), join(folder, 'case.html')];
    for (const file of [markdown, page])
      expect((await run(['narrative', 'case-001', '--lang', 'it', '--out', file])).code).toBe(0);
    expect(readFileSync(markdown, 'utf8')).toContain('](case.svg)');
    expect(existsSync(join(folder, 'case.svg'))).toBe(true);
    expect(readFileSync(page, 'utf8')).toContain('<svg');
  });
});

describe('linea letter', () => {
  it('at day 100 tells course, toxicity as stated and as derived, and what is missing', async () => {
    const letter: Doc = (
      await run(['letter', 'case-001', '--kind', 'day100', '--as-of', '2025-02-11', '--json'])
    ).json();
    expect(letter.banners.join(' ')).toContain('NOT FINAL');
    expect(
      passages(letter, 'treatment')
        .map(({ text }) => text)
        .join('\n'),
    ).toContain('Brexu-cel');
    const kinds = new Set(passages(letter, 'toxicity').map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual(['derived', 'recorded']);
    expect(letter.sections.find(({ id }) => id === 'infections')?.gap).toContain('to be completed');
  });
  it('prints the number to call, and is final with it', async () => {
    const { out } = await run(['letter', 'case-001', '--kind', 'discharge', '--phone', '011 000 0000', '--lang', 'it']);
    expect(out).toContain('Telefono: 011 000 0000.');
    expect(out).not.toContain('NON DEFINITIVO');
  });
  it.each([
    ['a patient without an infusion', ['case-000', '--kind', 'day100'], '[letter.noInfusion]'],
    ['a kind that does not exist', ['case-001', '--kind', 'day30'], '[option.unknown]'],
  ])('refuses %s', async (_, words, issue) => {
    const { code, err, out } = await run(['letter', ...words]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(issue);
  });
});
