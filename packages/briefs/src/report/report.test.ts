import { describe, expect, it } from 'vitest';
import { curves, figure, forest } from './drawings.ts';
import { escaped, htmlTable, numbersIn } from './html.ts';

describe('numbers of the report', () => {
  it('are written as the reader writes them', () => {
    expect(numbersIn('it').percent(0.1234)).toBe('12,3%');
    expect(numbersIn('en').percent(0.1234)).toBe('12.3%');
    expect(numbersIn('en').p(0.0001)).toBe('< 0.001');
    expect(numbersIn('it').p(0.04)).toBe('0,040');
  });
});

describe('the page', () => {
  it('holds no markup that came with the data', () => {
    expect(escaped('<script>"&')).toBe('&lt;script&gt;&quot;&amp;');
    expect(htmlTable('c', ['a', 'b'], [['<b>', '1.0']])).toContain(
      '<th scope="row">&lt;b&gt;</th><td class="number">1.0</td>',
    );
  });
  const drawing = { say: (key: string) => key, numbers: numbersIn('en'), caption: 'cut 2026-10-31' };
  it('draws a curve that falls at the events, with the numbers at risk', () => {
    const drawn = curves(
      'PFS',
      [{ name: 'all', time: [100, 200, 300, 400], event: [1, 0, 1, 0] }],
      { from: 'infusion', last: 365 },
      drawing,
    );
    if (drawn.kind !== 'curves') throw new Error('no curves');
    const [line] = drawn.figure.panels[0]?.lines ?? [];
    // Four patients: 1 - 1/4 after day 100, then two at risk: half of it after day 300. The plot ends before day 400.
    expect(line?.value).toEqual([0.75, 0.75, 0.375, 0.375]);
    expect(line?.risk).toEqual([4, 3, 2, 1]);
    expect(line?.censored?.map((month) => Math.round(month * 30.4375))).toEqual([200, 400]);
    expect(drawn.figure.x.until).toBeCloseTo(12, 1);
    // Of four patients the upper limit of the median is not reached.
    expect(drawn.figure.summary.rows[0]?.at(-1)).toBe('9.9 (3.3 – report.notReached)');
    expect(line?.median).toBeCloseTo(300 / 30.4375, 6);
  });
  it('draws a forest of ratios, and two drawings of a page share no id', () => {
    const drawn = forest('f', [{ name: 'x', estimate: 0, lower: -0.2, upper: 0.3, p: 1 }], 'ratio', drawing);
    if (drawn.kind !== 'forest') throw new Error('no forest');
    expect(drawn.figure.rows[0]).toMatchObject({
      label: 'x',
      estimate: 1,
      lower: Math.exp(-0.2),
      upper: Math.exp(0.3),
      p: '1.000',
    });
    const page = figure('a', drawn) + figure('b', drawn);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(page).toContain('aria-labelledby="a-forest-title a-forest-description"');
  });
});
