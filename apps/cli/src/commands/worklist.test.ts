import { describe, expect, it } from 'vitest';
import { run } from '../world.testing.ts';

describe('linea worklist', () => {
  it('lists what is due of the published cases on a day, overdue first', async () => {
    const { code, json } = await run(['worklist', '--as-of', '2024-12-15', '--json']);
    const found = json();
    expect([code, found.patients, found.questionsLooked]).toEqual([0, 2, 2]);
    const lines = found.items.map(
      ({ status, patient, what }: Record<string, string>) => `${status} ${patient} ${what}`,
    );
    expect(lines).toContain('overdue case-001 ebmt-day0');
    expect(lines).toContain('due case-001 visit:m3');
    expect(lines.findLastIndex((line: string) => line.startsWith('overdue'))).toBeLessThan(
      lines.findIndex((line: string) => line.startsWith('due')),
    );
  });
  it('of a kind, of a centre, in Italian', async () => {
    const { out } = await run(['worklist', '--as-of', '2024-12-15', '--kind', 'assessment', '--lang', 'it']);
    expect(out).toContain('Visita al mese 3');
    expect(out).not.toContain('EBMT giorno 0');
    const none = await run(['worklist', '--centre', 'nowhere', '--json']);
    expect(none.json()).toMatchObject({ patients: 0, total: 0 });
  });
  it.each([
    ['a kind that is none', ['--kind', 'parking'], 'option.unknown'],
    ['days that are none', ['--days', '-1'], 'option.value'],
    ['too many of them', ['--days', '91'], 'option.value'],
    ['a day that is none', ['--as-of', '2024-02-30'], 'date.impossible'],
  ])('refuses %s', async (_, words, issue) => {
    const { code, json } = await run(['worklist', ...words, '--json']);
    expect([code, json().issues[0].code]).toEqual([1, issue]);
  });
});
