import { describe, expect, it } from 'vitest';
import { curvesSvg, forestSvg } from './drawings.ts';
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
    expect(htmlTable('c', ['a'], [['<b>', '1.0']])).toContain(
      '<th scope="row">&lt;b&gt;</th><td class="number">1.0</td>',
    );
  });
  it('draws a curve that falls at the events, with the numbers at risk', () => {
    const svg = curvesSvg('PFS', [{ name: 'all', time: [100, 200, 300, 400], event: [1, 0, 1, 0] }], 365, 'months');
    // Four patients: 1 - 1/4 after day 100, then two at risk: half of it after day 300. The plot is 260 high from y = 16.
    expect(svg).toContain('V81.0');
    expect(svg).toContain('V178.5');
    expect(svg).toMatch(/text-anchor="middle">4<\/text>/);
  });
  it('draws a forest on a logarithmic axis', () => {
    const svg = forestSvg('f', [{ name: 'x', estimate: 0, se: 0.1, text: '1.00' }], 'ratio');
    expect(svg.match(/<rect x="([\d.]+)"/)?.[1]).toBe(String((210 + 720 - 150) / 2 - 4));
  });
});
