import type { BinaryPredictor, PlanResults } from '@linea/prediction';
import { calibrationPlot, decisionPlot, figure, forest } from './drawings.ts';
import { heading, htmlTable, paragraph, ratioText, section } from './html.ts';
import { intervalText } from './outcome-parts.ts';
import type { Reporting } from './reporting.ts';

/** Predictors of each benefit, all terms at once, by setting. */
export function effectsPart({ effects, proportional }: PlanResults, of: Reporting): string {
  const { say, numbers, named, labels, cut } = of;
  const models = [...new Set(effects.map(({ endpoint, setting }) => `${endpoint}/${setting}`))];
  const drawn = models.map((model) => {
    const [endpoint = '', setting = ''] = model.split('/');
    const own = effects.filter((one) => one.endpoint === endpoint && one.setting === setting);
    const title = `${say(`report.endpoint.${endpoint}`)}, ${named(setting)}`;
    const [{ n = 0, events = 0 } = {}] = own;
    const caption = say('report.effects.caption', { cut, n, events, endpoint: title });
    const lines = own.map((one) => ({ ...one, name: labels.term(one.key) }));
    const rows = own.map((one) => [
      labels.term(one.key), `${one.known}/${n}`, ratioText(one, numbers), numbers.p(one.p), numbers.p(one.q), numbers.percent(one.fmi),
    ]); // biome-ignore format: a row
    return [
      figure(`effects-${endpoint}-${setting}`, forest(title, lines, say('report.ratio'), { say, numbers, caption })),
      htmlTable(
        caption,
        [say('report.term'), say('report.known'), say('report.ratio'), 'p', 'q', say('report.fmi')],
        rows,
      ),
      ...proportional
        .filter((one) => one.endpoint === endpoint && one.setting === setting)
        .map(({ p, terms }) => {
          const list = terms
            .filter((one) => one.p < 0.05)
            .map((one) => `${labels.term(one.key)} (p ${numbers.p(one.p)})`);
          const of = { p: numbers.p(p), list: list.join('; ') };
          return paragraph(say(list.length > 0 ? 'report.proportional.some' : 'report.proportional.none', of));
        }),
    ].join('');
  });
  return section(say('report.effects'), paragraph(say('report.effects.how')), ...drawn);
}

/** Predictors of responses and toxicities: each term alone, then beside the others. */
export function predictorsPart({ predictors }: PlanResults, { say, numbers, labels, cut }: Reporting): string {
  if (predictors.length === 0) return '';
  const endpoints = [...new Set(predictors.map(({ endpoint }) => endpoint))];
  const heads = [say('report.term'), say('report.alone'), 'p', say('report.together'), 'p', 'q'];
  const row = ({ key, univariable: alone, multivariable: all }: BinaryPredictor): readonly string[] => [
    labels.term(key), ratioText(alone, numbers), numbers.p(alone.p), ratioText(all, numbers), numbers.p(all.p), numbers.p(all.q),
  ]; // biome-ignore format: a row
  const tables = endpoints.flatMap((endpoint) => {
    const own = predictors.filter((one) => one.endpoint === endpoint);
    const [{ n = 0, events = 0 } = {}] = own;
    return [
      heading(say(`report.endpoint.${endpoint}`)),
      htmlTable(
        say('report.predictors.caption', { cut, n, events, endpoint: say(`report.endpoint.${endpoint}`) }),
        heads,
        own.map(row),
      ),
    ];
  });
  return section(say('report.predictors'), paragraph(say('report.predictors.how')), ...tables);
}

/** Products compared by weighting, with the balance before and after. */
export function productsPart({ products }: PlanResults, { say, numbers, named, labels, cut }: Reporting): string {
  if (products.length === 0) return '';
  const arms = (values: readonly [number, number], text: (value: number) => string): string =>
    values.map(text).join(' / ');
  const rows = products.map((of) => [
    `${say(`report.endpoint.${of.endpoint}`)}, ${named(of.setting)}`, arms(of.n, String), arms(of.events, String),
    ratioText(of.crude, numbers), ratioText(of.weighted, numbers), numbers.p(of.weighted.p),
    arms(of.atOneYear, numbers.percent), arms(of.effective, (value) => numbers.fixed(value, 0)),
    `${numbers.fixed(of.weights.lowest, 2)} – ${numbers.fixed(of.weights.highest, 2)}`,
  ]); // biome-ignore format: a row
  const heads = [
    '',
    ...['arms', 'events', 'crude', 'weighted', 'p', 'year', 'effective', 'weights'].map((key) =>
      say(`report.products.${key}`),
    ),
  ];
  const [first] = products;
  const balance = (first?.balance ?? []).map(({ key, before, after }) => [
    labels.name(key), numbers.fixed(before, 2), numbers.fixed(after, 2),
  ]); // biome-ignore format: a row
  return section(
    say('report.products'),
    paragraph(say('report.products.how', { product: first ? labels.name(first.key) : '' })),
    htmlTable(say('report.products.caption', { cut }), heads, rows),
    htmlTable(
      say('report.products.balance', {
        cut,
        n: first ? first.n[0] + first.n[1] : 0,
        endpoint: first ? `${say(`report.endpoint.${first.endpoint}`)}, ${named(first.setting)}` : '',
      }),
      [say('report.term'), say('report.before'), say('report.after')],
      balance,
    ),
  );
}

/** Whether effects differ between lines: of each benefit a drawing and a table. */
export function differencesPart({ differences }: PlanResults, of: Reporting): string {
  if (differences.length === 0) return '';
  const { say, numbers, labels, cut } = of;
  const heads = [say('report.term'), say('report.ratioOfRatios'), 'p', 'q', say('report.differs')];
  const parts = [...new Set(differences.map(({ endpoint }) => endpoint))].flatMap((endpoint) => {
    const own = differences.filter((one) => one.endpoint === endpoint);
    const title = say(`report.endpoint.${endpoint}`);
    const caption = say('report.differences.caption', { cut, endpoint: title, n: of.n });
    const rows = own.map((one) => [
      labels.term(one.key), ratioText(one, numbers), numbers.p(one.p), numbers.p(one.q), say(one.differs ? 'report.yes' : 'report.no'),
    ]); // biome-ignore format: a row
    const lines = own.map((one) => ({ ...one, name: labels.term(one.key) }));
    return [
      figure(
        `differences-${endpoint}`,
        forest(title, lines, say('report.ratioOfRatios'), { say, numbers, caption }, [
          say('report.weaker'),
          say('report.stronger'),
        ]),
      ),
      htmlTable(caption, heads, rows),
      ...(own.some(({ differs }) => differs) ? [] : [paragraph(say('report.differences.none', { endpoint: title }))]),
    ];
  });
  return section(say('report.differences'), paragraph(say('report.differences.how')), ...parts);
}

/** Interactions: the primary question, the others of the plan, and what a scan of all pairs found. */
export function interactionsPart({ interactions }: PlanResults, of: Reporting): string {
  const { say, numbers, named, labels, cut } = of;
  if (interactions.length === 0) return '';
  const heads = ['pair', 'setting', 'asked', 'ratio'].map((key) => say(`report.${key}`));
  const parts = [...new Set(interactions.map(({ endpoint }) => endpoint))].flatMap((endpoint) => {
    const own = interactions.filter((one) => one.endpoint === endpoint);
    const scanned = own.filter(({ asked }) => asked === 'scanned');
    const shown = own.filter(({ asked, found }) => asked !== 'scanned' || found);
    const rows = shown.map((one) => [
      one.keys.map(labels.name).join(' × '), named(one.setting), say(`report.asked.${one.asked}`), ratioText(one, numbers), numbers.p(one.p), numbers.p(one.q), say(one.found ? 'report.yes' : 'report.no'),
    ]); // biome-ignore format: a row
    const title = say(`report.endpoint.${endpoint}`);
    return [
      htmlTable(
        say('report.interactions.caption', { cut, endpoint: title, n: of.n }),
        [...heads, 'p', 'q', say('report.found')],
        rows,
      ),
      paragraph(
        say('report.interactions.scanned', { n: scanned.length, found: scanned.filter(({ found }) => found).length }),
      ),
    ];
  });
  return section(say('report.interactions'), paragraph(say('report.interactions.how')), ...parts);
}

export function performancePart(
  { performance }: PlanResults,
  endpoint: string,
  { say, numbers, named, cut }: Reporting,
): string {
  const two = (value: number): string => numbers.fixed(value, 2);
  const rows = Object.entries(performance).map(([setting, { harrell, lower, upper, n, events, centres, ratio, ratioLimits, slope }]) => [
    named(setting), String(n), String(events), String(centres), intervalText([harrell, lower, upper], (value) => numbers.fixed(value, 3)),
    intervalText(slope, two), intervalText([ratio, ...ratioLimits], two),
  ]); // biome-ignore format: a row
  if (rows.length === 0) return section(say('report.performance'), paragraph(say('report.performance.none')));
  const heads = [
    '', 'n', say('report.events'), say('report.centres'), 'C', say('report.transport.slope'), say('report.performance.ratio'),
  ]; // biome-ignore format: a list
  const caption = say('report.performance.caption', { cut, endpoint: say(`report.endpoint.${endpoint}`) });
  const drawing = { say, numbers, caption };
  return section(
    say('report.performance'),
    paragraph(say('report.performance.how')),
    htmlTable(caption, heads, rows),
    figure('calibration', calibrationPlot(say('report.calibration'), performance, named, drawing)),
    figure('decision', decisionPlot(say('report.decision'), performance, named, drawing)),
  );
}

export function transportPart(
  { transport }: PlanResults,
  endpoint: string,
  isAsked: boolean,
  { say, numbers: { fixed }, named, labels, cut }: Reporting,
): string {
  if (!transport) return isAsked ? section(say('report.transport'), paragraph(say('report.transport.none'))) : '';
  const { from, to, verdict, because, n, events, concordance, slope, ratio } = transport;
  const text = (values: readonly [number, number, number]): string => intervalText(values, (value) => fixed(value, 2));
  const rows = [
    [say('report.transport.c'), text(concordance)],
    [say('report.transport.slope'), text(slope)],
    [say('report.transport.ratio'), text(ratio)],
  ];
  return section(
    say('report.transport'),
    paragraph(say('report.transport.verdict', { from: named(from), to: named(to), verdict: say(`report.verdict.${verdict}`), n, events })),
    htmlTable(say('report.transport.caption', { cut, n, events, endpoint: say(`report.endpoint.${endpoint}`) }), ['', say('report.value')], rows),
    paragraph(say('report.transport.because', { because: because.map((code) => say(`report.because.${code}`)).join('; ') })),
    ...(transport.differing.length > 0 ? [paragraph(say('report.transport.differing', { list: transport.differing.map(labels.name).join('; ') }))] : []),
    paragraph(say('report.transport.rules')),
  ); // biome-ignore format: a sentence a line
}
