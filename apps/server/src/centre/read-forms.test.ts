import { readFileSync } from 'node:fs';
import { FORM_KINDS, formsInForce } from '@linea/briefs/forms';
import { describe, expect, it } from 'vitest';
import { readCentreForms, readLayout } from './read-forms.ts';

const HEAD = 'format: linea-forms\nversion: 1\n';
const example = readFileSync(new URL('../../../../examples/data/forms.yaml', import.meta.url), 'utf8');

describe('the file of a centre', () => {
  const read = readCentreForms(example, 'forms.yaml');
  const own = read.ok ? read.value : undefined;
  const monthsAt = (centre: string) =>
    formsInForce(centre, own).milestones.find(({ product }) => product === 'tisa-cel')?.months;

  it('of the example is read; an entry of a centre comes before one for all, and that before what is built in', () => {
    expect(read).toMatchObject({ ok: true });
    expect([monthsAt('centre-a'), monthsAt('centre-b')]).toEqual([[6, 12], [6, 9, 12]]); // biome-ignore format: months
    expect(formsInForce('centre-a', own).layouts.find(({ id }) => id === 'aifa')?.version).toBe('example-1');
    expect(formsInForce('centre-a', own).milestones.find(({ product }) => product === 'axi-cel')?.mark).toBe(
      'verified',
    );
    expect(formsInForce('centre-a', own).layouts.map(({ id }) => id)).toEqual(FORM_KINDS);
  });
  it('confirms a layout in the version that was confirmed, and no other', () => {
    const confirmed = (version: string) =>
      formsInForce('a', own, [{ kind: 'aifa', version, by: 'who', on: '2026-11-20' }]).layouts.find(
        ({ id }) => id === 'aifa',
      )?.confirmed;
    expect(confirmed('example-1')).toEqual({ by: 'who', on: '2026-11-20' });
    expect(confirmed('2026-11')).toBeNull();
  });

  it.each([
    ['a product that is none', 'milestones:\n  - { product: wondercell, months: [6], source: x }', 'forms.wrongValue', 'line 4, column 16'],
    ['a month before the infusion', 'milestones:\n  - { product: tisa-cel, months: [0], source: x }', 'forms.wrongValue', 'line 4, column 35'],
    ['no source', 'milestones:\n  - { product: tisa-cel, months: [6] }', 'forms.missingField', 'line 4, column 5'],
    ['a field that is none', 'months: [6]', 'forms.unknownField', 'line 3, column 1'],
    ['a code that is none', 'milestones:\n  - { product: tisa-cel, months: [6], source: x, needs: [lab.b2M] }', 'forms.unknownCode', 'line 4, column 58'],
    ['the same product twice', 'milestones:\n  - { product: tisa-cel, months: [6], source: x }\n  - { product: tisa-cel, months: [9], source: x }', 'forms.twice', 'line 5, column 5'],
    ['what is no YAML', 'milestones: [', 'forms.syntax', 'line 4'],
  ])('%s is refused with its place', (_, text, code, place) => {
    const found = readCentreForms(`${HEAD}${text}\n`, 'forms.yaml');
    expect(found).toMatchObject({ ok: false, issues: [{ code }] });
    expect(found.ok ? '' : found.issues[0]?.at).toContain(`forms.yaml: ${place}`);
  }); // biome-ignore format: a table

  it('collects every issue', () => {
    const text = `${HEAD}milestones:\n  - { product: x, months: [0], source: x }\nlayouts: 3\n`;
    const found = readCentreForms(text, 'forms.yaml');
    expect(found.ok ? 0 : found.issues.length).toBe(3);
  });
});

it('a layout in a file of its own may be JSON; a code that the dictionary has not is refused', () => {
  const layout = (code: string) =>
    JSON.stringify({
      id: 'aifa',
      titleEn: 'A',
      titleIt: 'A',
      version: '1',
      source: 'the form',
      window: { from: 0, to: null },
      sections: [{ titleEn: 'B', titleIt: 'B', fields: [{ code, need: 'required' }] }],
    });
  expect(readLayout(layout('inf.date'), 'a.json')).toMatchObject({ ok: true, value: { confirmed: null } });
  expect(readLayout(layout('inf.dates'), 'a.json')).toMatchObject({
    ok: false,
    issues: [{ code: 'forms.unknownCode' }],
  });
});
