import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from '../world.testing.ts';
import { groupNames, timeName } from './figure.ts';

const data = (name: string): string => fileURLToPath(new URL(`../../../../examples/data/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'linea-figure-'));
let count = 0;

async function drawn(words: readonly string[], lang = 'C'): Promise<string> {
  const file = join(folder, `${++count}.svg`);
  const { code, err } = await run(['survival', ...words, '--out', file], { lang });
  expect([code, err]).toEqual([0, expect.stringContaining(file)]);
  return readFileSync(file, 'utf8');
}

/** The words of a drawing, one text after another. */
const wordsOf = (svg: string): string => svg.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

const REMISSION = [data('remission.csv'), 'Surv(weeks, relapse) ~ drug'];

describe('linea survival --out', () => {
  it('draws a curve with numbers at risk, median, interval and test', async () => {
    const svg = await drawn(['km', ...REMISSION, '--unit', 'weeks']);
    expect(svg).toMatch(/role="img"[^>]*aria-labelledby="curves-title curves-description"/);
    const words = wordsOf(svg);
    for (const part of ['Kaplan-Meier estimate by drug', 'weeks (weeks)', 'At risk drug mercaptopurine 21', '23 (16–not reached)', '8 (4–12)', 'Log-rank test: p &lt; 0.001', '95 % interval (log scale)', 'Median follow-up', 'does not replace clinical judgement'])
      expect(words).toContain(part);
    // The description tells who does not see it the same numbers.
    expect(svg).toMatch(/<desc[^>]*>\s*drug mercaptopurine: n 21; events 9 \(42.9 %\); median \(95 % interval\) 23 \(16–not reached\)\./);
  });
  it('speaks Italian', async () => {
    const words = wordsOf(await drawn(['km', ...REMISSION], 'it_IT.UTF-8'));
    for (const part of ['Stima di Kaplan-Meier per drug', 'A rischio drug', '23 (16–non raggiunta)', 'p &lt; 0,001', 'non sostituisce il giudizio clinico'])
      expect(words).toContain(part);
  });
  it.each([
    ['cumulative incidences, a panel a cause', ['cif', data('invented.csv'), 'Hist(months, cause) ~ arm'], ['cause 1', 'cause 2', 'Gray’s test', 'arm A']],
    ['cumulative incidences of all', ['cif', data('invented.csv'), 'Hist(months, cause) ~ 1'], ['cause 1', 'estimate at']],
    ['a forest', ['cox', ...REMISSION], ['drugplacebo', '4.82 (2.15–10.8)', '&lt; 0.001', '30 events', 'fewer events']],
    ['a calibration', ['score', data('invented.csv'), 'Hist(months, cause == 1) ~ 1', '--risk', 'mine=risk12,risk24', '--times', '12,24', '--calibration', '--groups', '4'], ['months = 24', 'observed risk', 'mine']],
    ['a decision curve', ['netbenefit', data('invented.csv'), 'Surv(months, cause == 1) ~ 1', '--risk', 'mine=risk24', '--times', '24'], ['net benefit', 'treat everybody', 'treat nobody']],
    ['a title of one’s own', ['na', ...REMISSION, '--title', 'Remission & relapse'], ['Remission &amp; relapse']],
  ])('draws %s', async (_, words, parts) => {
    const text = wordsOf(await drawn(words));
    for (const part of parts) expect(text).toContain(part);
  });
  it.each([
    ['a format it does not write', ['km', ...REMISSION, '--out', join(folder, 'x.jpg')], 'option.unknown'],
    ['an answer without a drawing', ['score', data('invented.csv'), 'Hist(months, cause == 1) ~ 1', '--risk', 'mine=risk24', '--times', '24', '--out', join(folder, 'y.svg')], 'figure.notDrawn'],
    ['a folder that is not there', ['km', ...REMISSION, '--out', join(folder, 'none', 'x.svg')], 'file.unwritable'],
  ])('refuses %s, and leaves nothing', async (_, words, issue) => {
    const before = readdirSync(folder);
    const { code, json } = await run(['survival', ...words, '--json']);
    expect([code, json().issues[0].code]).toEqual([1, issue]);
    expect(readdirSync(folder)).toEqual(before);
  });
  it('names times and groups as the formula does', () => {
    expect(['Surv(a, b, c) ~ 1', 'Hist(months, cause) ~ x', 'Surv(t / 30, s == 2) ~ 1'].map(timeName)).toEqual(['b', 'months', 't / 30']);
    expect(['Surv(t, s) ~ 1', 'Surv(t, s) ~ sex + strata(arm)'].map(groupNames)).toEqual([undefined, 'sex, arm']);
  });
}); // biome-ignore format: a case a line
