import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CompositionSheet } from './composition-sheet.tsx';
import { OncoprintSheet } from './oncoprint-sheet.tsx';
import { runsOf } from './runs.ts';
import { SwimmerLanes, swimmerScale } from './swimmer-lanes.tsx';

describe('runs of a letter', () => {
  it('are where it stands', () => expect(runsOf('aabba.a', 'a')).toEqual([[0, 2], [4, 5], [6, 7]])); // biome-ignore format: pairs
  it('are every place of it once, with something else between them', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '.') }), (cells) => {
        const runs = runsOf(cells, 'a');
        const places = runs.flatMap(([from, to]) => Array.from({ length: to - from }, (_, k) => from + k));
        expect(places).toEqual([...cells].flatMap((letter, k) => (letter === 'a' ? [k] : [])));
        for (const [k, [from]] of runs.entries()) if (k > 0) expect(from).toBeGreaterThan(runs[k - 1]?.[1] ?? 0);
      }),
    ));
});

it('a bar of a composition is as wide as the axis, and one that is hidden says so', () => {
  const markup = renderToStaticMarkup(
    <CompositionSheet
      width={600}
      figure={{
        title: 'Cells',
        description: 'CD4 one quarter, CD8 three',
        blocks: [
          {
            title: 'T cells',
            parts: ['CD4', 'CD8'],
            bars: [
              { label: 'all', count: 'n 40', shares: [0.25, 0.75], instead: '' },
              { label: 'few', count: '', shares: null, instead: 'fewer than 10' },
            ],
          },
        ],
        axis: 'share',
        format: (share) => `${Math.round(100 * share)} %`,
        caption: '',
      }}
    />,
  );
  const widths = [...markup.matchAll(/<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)" height="24"/g)].map((found) =>
    Number(found[1]),
  );
  expect(widths.length).toBe(2);
  expect((widths[1] as number) / (widths[0] as number)).toBeCloseTo(3, 1);
  expect(markup).toContain('fewer than 10');
});

it('an oncoprint of ten thousand patients is a path a finding, not a box a patient', () => {
  const cells = `${'0'.repeat(3000)}${'5'.repeat(6000)}${'.'.repeat(1000)}`;
  const markup = renderToStaticMarkup(
    <OncoprintSheet
      width={900}
      figure={{
        title: 'Genes',
        description: '',
        rows: [{ label: 'TP53', text: '33 %', cells }],
        signs: [
          { letter: '0', label: 'mutated', tone: 'worse', from: 0, to: 1 },
          { letter: '5', label: 'not altered', tone: 'unknown', from: 0, to: 1 },
          { letter: '.', label: 'not tested', tone: 'none', from: 0, to: 1 },
        ],
        heads: { label: 'Gene', text: 'Altered' },
        caption: '',
      }}
    />,
  );
  expect(markup.match(/<path/g)?.length).toBe(2);
  expect(markup.length).toBeLessThan(6000);
});

it('a lane reaches as far as its patient was followed', () => {
  const x = swimmerScale(100, 10, 126);
  const lane = { id: 'p1', to: 50, stretches: [{ from: 0, to: 50, tone: 'response' as const }], signs: [], open: true };
  expect(renderToStaticMarkup(<SwimmerLanes lanes={[lane]} x={x} width={126} />)).toContain('x="10" y="6" width="50"');
});
