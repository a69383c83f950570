import type { AnalysisTable } from '@linea/cohort';
import type { Effect, PlanResults } from '@linea/prediction';
import { productLimit } from '@linea/survival';
import { curvesSvg, forestSvg, type Group } from './drawings.ts';
import { escaped, htmlTable, type Numbers, numbersIn, paragraph, STYLE, section } from './html.ts';
import { baselineRows, blocksOf, completenessRows } from './table-one.ts';

/** Messages of this room in the reader's language. */
export interface ReportWords {
  readonly language: 'it' | 'en';
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
}

/**
 * The report of a study as one self-contained page: every number names its cut, its endpoint and its denominator. No script,
 * nothing loaded from elsewhere; prints on A4.
 */
export function reportHtml(
  table: AnalysisTable,
  results: PlanResults,
  hash: string,
  { language, say }: ReportWords,
): string {
  const { study } = table;
  const numbers = numbersIn(language);
  const title = study.title[language];
  const settings = [...study.settings.second, ...study.settings.later].filter((setting) =>
    table.patients.some((of) => of.setting === setting),
  );
  const named = (setting: string): string => say(`report.setting.${setting}`);
  const parts = [
    ...(table.synthetic ? [`<p class="banner">${escaped(say('report.synthetic'))}</p>`] : []),
    `<h1>${escaped(title)}</h1>`,
    paragraph(
      say('report.head', {
        cut: study.cut,
        decision: study.decision,
        hash: hash.slice(0, 16),
        n: table.patients.length,
      }),
    ),
    `<p class="note">${escaped(say('report.research'))}</p>`,
    funnelPart(results, say, named),
    section(
      say('report.completeness'),
      htmlTable(
        say('report.completeness.caption'),
        [say('report.centre'), 'n', ...blocksOf(table)],
        completenessRows(table, numbers),
      ),
    ),
    section(
      say('report.baseline'),
      htmlTable(
        say('report.baseline.caption', { decision: study.decision }),
        ['', ...settings.map(named)],
        baselineRows(table, settings, numbers),
      ),
    ),
    ...Object.keys(table.times)
      .filter((id) => id !== 'nrm')
      .map((endpoint) => outcomePart(table, endpoint, settings, numbers, say, named)),
    effectsPart(results, numbers, say, named),
    differencesPart(results, numbers, say),
    interactionsPart(results, numbers, say, named),
    blocksPart(results, numbers, say),
    performancePart(results, numbers, say, named),
    transportPart(results, numbers, say, named),
    limitsPart(results, say),
  ];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>${parts.join('\n')}</main></body></html>\n`;
}

type Say = ReportWords['say'];
type Named = (setting: string) => string;

function funnelPart({ populations }: PlanResults, say: Say, named: Named): string {
  const rows = Object.entries(populations).map(([setting, { candidates, apheresed, infused, lost }]) => [
    named(setting), String(candidates), String(apheresed), String(infused),
    Object.entries(lost).map(([why, n]) => `${say(`report.lost.${why}`)}: ${n}`).join(', '),
  ]); // biome-ignore format: a row
  const heads = ['', say('report.candidates'), say('report.apheresed'), say('report.infused'), say('report.lost')];
  return section(say('report.funnel'), htmlTable(say('report.funnel.caption'), heads, rows));
}

function outcomePart(
  table: AnalysisTable,
  endpoint: string,
  settings: readonly string[],
  numbers: Numbers,
  say: Say,
  named: Named,
): string {
  const groups = settings.flatMap((setting): Group[] => {
    const ends = table.patients.flatMap((of, row) => {
      const end = table.times[endpoint]?.[row];
      return of.setting === setting && end && !('missing' in end) ? [end] : [];
    });
    return ends.length > 0
      ? [
          {
            name: named(setting),
            time: ends.map(({ days }) => Math.max(0.5, days)),
            event: ends.map(({ event }) => (event === 1 ? 1 : 0)),
          },
        ]
      : [];
  });
  const rows = groups.map(({ name, time, event }) => {
    const curve = productLimit(time, event);
    const at = (day: number): string => {
      let k = -1;
      for (let i = 0; i < curve.time.length && (curve.time[i] as number) <= day; i++) k = i;
      return k < 0
        ? '–'
        : `${numbers.percent(curve.survival[k] as number)} (${numbers.percent(curve.lower[k] as number)} – ${numbers.percent(curve.upper[k] as number)})`;
    };
    return [
      name,
      String(time.length),
      String(event.reduce<number>((sum, e) => sum + e, 0)),
      at(182.6),
      at(365.25),
      at(730.5),
    ];
  });
  const label = say(`report.endpoint.${endpoint}`);
  const heads = [
    '',
    'n',
    say('report.events'),
    say('report.months', { n: 6 }),
    say('report.months', { n: 12 }),
    say('report.months', { n: 24 }),
  ];
  return section(
    label,
    paragraph(say(`report.endpoint.${endpoint}.definition`)),
    curvesSvg(label, groups, 1096, say('report.axis.months')),
    htmlTable(say('report.outcome.caption', { cut: table.study.cut }), heads, rows),
  );
}

const ratioText = (estimate: number, se: number, { fixed }: Numbers): string =>
  `${fixed(Math.exp(estimate), 2)} (${fixed(Math.exp(estimate - 1.96 * se), 2)} – ${fixed(Math.exp(estimate + 1.96 * se), 2)})`;

function effectsPart({ effects }: PlanResults, numbers: Numbers, say: Say, named: Named): string {
  const models = [...new Set(effects.map(({ endpoint, setting }) => `${endpoint}/${setting}`))];
  const drawn = models.map((model) => {
    const [endpoint = '', setting = ''] = model.split('/');
    const own = effects.filter((one) => one.endpoint === endpoint && one.setting === setting);
    const caption = `${say(`report.endpoint.${endpoint}`)}, ${named(setting)}`;
    const forest = forestSvg(
      caption,
      own.map(({ key, estimate, se }) => ({ name: key, estimate, se, text: ratioText(estimate, se, numbers) })),
      say('report.axis.ratio'),
    );
    return `<h3>${escaped(caption)}</h3>${forest}${htmlTable(
      caption,
      [say('report.term'), say('report.ratio'), 'p', 'q'],
      own.map((one) => effectRow(one, numbers)),
    )}`;
  });
  return section(say('report.effects'), paragraph(say('report.effects.how')), ...drawn);
}

const effectRow = ({ key, estimate, se, p, q }: Effect, numbers: Numbers): readonly string[] => [
  key,
  ratioText(estimate, se, numbers),
  numbers.p(p),
  numbers.p(q),
];

function differencesPart({ differences }: PlanResults, numbers: Numbers, say: Say): string {
  const rows = differences.map(({ endpoint, key, estimate, se, p, q, differs }) => [
    key, say(`report.endpoint.${endpoint}`), ratioText(estimate, se, numbers), numbers.p(p), numbers.p(q), say(differs ? 'report.yes' : 'report.no'),
  ]); // biome-ignore format: a row
  const none = differences.some(({ differs }) => differs) ? [] : [paragraph(say('report.differences.none'))];
  const heads = [
    say('report.term'),
    say('report.endpoint'),
    say('report.ratioOfRatios'),
    'p',
    'q',
    say('report.differs'),
  ];
  return section(
    say('report.differences'),
    paragraph(say('report.differences.how')),
    ...none,
    htmlTable(say('report.differences'), heads, rows),
  );
}

function interactionsPart({ interactions }: PlanResults, numbers: Numbers, say: Say, named: Named): string {
  const rows = interactions.map(({ endpoint, setting, keys, estimate, se, p, q, found }) => [
    keys.join(' × '), say(`report.endpoint.${endpoint}`), named(setting), ratioText(estimate, se, numbers), numbers.p(p), numbers.p(q), say(found ? 'report.yes' : 'report.no'),
  ]); // biome-ignore format: a row
  const heads = [
    say('report.pair'),
    say('report.endpoint'),
    say('report.setting'),
    say('report.ratio'),
    'p',
    'q',
    say('report.found'),
  ];
  return section(
    say('report.interactions'),
    paragraph(say('report.interactions.how')),
    htmlTable(say('report.interactions'), heads, rows),
  );
}

function blocksPart({ blocks }: PlanResults, { fixed }: Numbers, say: Say): string {
  const rows = blocks.map(({ block, gain, lower, upper, adds, measured }) => [
    block, String(measured), fixed(gain, 3), `${fixed(lower, 3)} – ${fixed(upper, 3)}`, say(adds ? 'report.yes' : 'report.no'),
  ]); // biome-ignore format: a row
  const heads = [
    say('report.block'),
    say('report.measured'),
    say('report.gain'),
    say('report.interval'),
    say('report.adds'),
  ];
  return section(
    say('report.blocks'),
    paragraph(say('report.blocks.how')),
    htmlTable(say('report.blocks'), heads, rows),
  );
}

function performancePart({ performance }: PlanResults, { fixed }: Numbers, say: Say, named: Named): string {
  const rows = Object.entries(performance).map(([setting, { harrell, lower, upper, n, events, centres }]) => [
    named(setting), String(n), String(events), String(centres), `${fixed(harrell, 3)} (${fixed(lower, 3)} – ${fixed(upper, 3)})`,
  ]); // biome-ignore format: a row
  if (rows.length === 0) return section(say('report.performance'), paragraph(say('report.performance.none')));
  const heads = ['', 'n', say('report.events'), say('report.centres'), 'C'];
  return section(
    say('report.performance'),
    paragraph(say('report.performance.how')),
    htmlTable(say('report.performance'), heads, rows),
  );
}

function transportPart({ transport }: PlanResults, { fixed }: Numbers, say: Say, named: Named): string {
  if (!transport) return section(say('report.transport'), paragraph(say('report.transport.none')));
  const { from, to, verdict, because, n, events, concordance, slope, ratio } = transport;
  const text = ([value, lower, upper]: readonly [number, number, number]): string =>
    `${fixed(value, 2)} (${fixed(lower, 2)} – ${fixed(upper, 2)})`;
  const rows = [
    [say('report.transport.c'), text(concordance)],
    [say('report.transport.slope'), text(slope)],
    [say('report.transport.ratio'), text(ratio)],
  ];
  return section(
    say('report.transport'),
    paragraph(
      say('report.transport.verdict', {
        from: named(from),
        to: named(to),
        verdict: say(`report.verdict.${verdict}`),
        n,
        events,
      }),
    ),
    htmlTable(say('report.transport.caption'), ['', say('report.value')], rows),
    paragraph(
      say('report.transport.because', { because: because.map((code) => say(`report.because.${code}`)).join('; ') }),
    ),
    paragraph(say('report.transport.rules')),
  );
}

function limitsPart({ leaks, refused, shortcuts }: PlanResults, say: Say): string {
  const list = (items: readonly string[]): string =>
    `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
  return section(
    say('report.limits'),
    ...(leaks.length > 0
      ? [paragraph(say('report.leaks')), list(leaks.map(({ feature, code }) => `${feature} (${code})`))]
      : []),
    ...(refused.length > 0
      ? [
          paragraph(say('report.refused')),
          list(refused.map(({ code, endpoint, setting, got }) => say(`report.${code}`, { endpoint, setting, got }))),
        ]
      : []),
    paragraph(say('report.shortcuts')),
    list(shortcuts.map((code) => say(`report.shortcut.${code}`))),
  );
}
