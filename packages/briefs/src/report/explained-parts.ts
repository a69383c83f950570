import { modelSheet } from '@linea/charts/file';
import type { Explained, PlanResults } from '@linea/prediction';
import { inPage } from './drawings.ts';
import { htmlTable, paragraph, section } from './html.ts';
import { intervalText } from './outcome-parts.ts';
import type { Reporting } from './reporting.ts';

const WIDTH = 900;
/** Rows of a drawing; the table below has all. */
const DRAWN = 10;

/** What the predictions of each setting's model go by: every patient's contributions, and their mean size by term and by block. */
export function explanationPart({ explanations }: PlanResults, of: Reporting): string {
  const { say, numbers, named, labels, cut } = of;
  if (explanations.length === 0) return '';
  const parts = explanations.flatMap((one) => {
    const { endpoint, setting, n, events, terms } = one;
    const caption = say('report.explanation.caption', {
      cut, n, events, endpoint: say(`report.endpoint.${endpoint}`), setting: named(setting),
    }); // biome-ignore format: one thought
    const rows = terms.map(({ key, block, importance, lower, upper, share }) => [
      labels.name(key), labels.block(block), intervalText([importance, lower, upper], (value) => numbers.fixed(value, 2)), numbers.percent(share),
    ]); // biome-ignore format: a row
    const heads = ['term', 'block', 'explanation.size', 'explanation.share'].map((key) => say(`report.${key}`));
    return [
      swarmFigure(one, of),
      htmlTable(caption, heads, rows),
      paragraph(say('report.explanation.blocks', { list: shares(one, of) })),
    ];
  });
  return section(say('report.explanation'), paragraph(say('report.explanation.how')), ...parts);
}

function shares({ terms }: Explained, { numbers, labels }: Reporting): string {
  const byBlock = new Map<string, number>();
  for (const { block, share } of terms) byBlock.set(block, (byBlock.get(block) ?? 0) + share);
  return [...byBlock]
    .sort(([, a], [, b]) => b - a)
    .map(([block, share]) => `${labels.block(block)} ${numbers.percent(share)}`)
    .join(', ');
}

function swarmFigure({ endpoint, setting, n, terms, swarm }: Explained, of: Reporting): string {
  const { say, numbers, named, labels } = of;
  const title = say('report.explanation.drawing', {
    endpoint: say(`report.endpoint.${endpoint}`),
    setting: named(setting),
  });
  const sizes = new Map(terms.map(({ key, importance }) => [key, numbers.fixed(importance, 2)]));
  const rows = swarm.slice(0, DRAWN).map(({ key, contributions, values }) => ({
    label: labels.name(key), contributions, values, text: sizes.get(key) ?? '',
  })); // biome-ignore format: a row
  const drawing = {
    kind: 'beeswarm' as const,
    figure: {
      title,
      description: rows.map(({ label, text }) => `${label}: ${text}`).join('; '),
      rows,
      heads: { label: say('report.term'), text: say('report.explanation.mean') },
      axis: say('report.explanation.axis'),
      sides: [say('report.fewer'), say('report.more')] as const,
      words: {
        low: say('report.explanation.low'),
        high: say('report.explanation.high'),
        missing: say('report.explanation.missing'),
      },
      format: (value: number) => numbers.fixed(value, 1),
      caption: say('report.explanation.shown', { n: swarm[0]?.contributions.length ?? 0, all: n, cut: of.cut }),
    },
  };
  return inPage(`swarm-${setting}`, modelSheet(drawing, WIDTH));
}

/** What each block of data adds: on the patients of the fit, what that flatters, and what is left on patients not seen. */
export function blocksPart(
  { blocks }: PlanResults,
  endpoint: string,
  { say, numbers: { fixed }, labels, cut, n }: Reporting,
): string {
  if (blocks.length === 0) return '';
  const rows = blocks.map(({ block, gain, lower, upper, adds, apparent, optimism, measured, offered, selected }) => [
    labels.block(block), `${measured}/${n}`, fixed(apparent, 3), fixed(optimism, 3), gain === 0 && lower === upper ? say('report.blocks.nothing') : intervalText([gain, lower, upper], (value) => fixed(value, 3)),
    say(adds ? 'report.yes' : 'report.no'), offered === 0 ? '–' : `${selected.length}/${offered}`,
  ]); // biome-ignore format: a row
  const heads = ['block', 'measured', 'apparent', 'optimism', 'gain', 'adds', 'screened'].map((key) =>
    say(`report.${key}`),
  );
  const chosen = blocks.filter(({ selected }) => selected.length > 0);
  return section(
    say('report.blocks'),
    paragraph(say('report.blocks.how')),
    htmlTable(say('report.blocks.caption', { cut, n, endpoint: say(`report.endpoint.${endpoint}`) }), heads, rows),
    ...chosen.map(({ block, selected }) =>
      paragraph(
        say('report.blocks.selected', { block: labels.block(block), list: selected.map(labels.measured).join(', ') }),
      ),
    ),
  );
}

/** Findings in the tumour against the immune state: pairs found first, then the others. */
export function associationsPart({ associations }: PlanResults, { say, numbers, labels, cut }: Reporting): string {
  if (associations.length === 0) return '';
  const rows = [...associations]
    .sort((a, b) => a.p - b.p)
    .map(({ genetics, immune, n, estimate, lower, upper, p, q, found }) => [
      labels.measured(genetics), labels.measured(immune), String(n),
      intervalText([estimate, lower, upper], (value) => numbers.fixed(value, 2)),
      numbers.p(p), numbers.p(q), say(found ? 'report.yes' : 'report.no'),
    ]); // biome-ignore format: a row
  const heads = ['genetics', 'immune', 'n', 'sd'].map((key) => say(`report.associations.${key}`));
  const none = associations.some(({ found }) => found) ? [] : [paragraph(say('report.associations.none'))];
  return section(
    say('report.associations'),
    paragraph(say('report.associations.how')),
    ...none,
    htmlTable(
      say('report.associations.caption', { cut, pairs: associations.length }),
      [...heads, 'p', 'q', say('report.found')],
      rows,
    ),
  );
}
