import type { AnalysisTable } from '@linea/cohort';
import type { Outcome, PlanResults } from '@linea/prediction';
import { curves, figure, type Group } from './drawings.ts';
import { definedAt, heading, htmlTable, paragraph, section } from './html.ts';
import type { Reporting } from './reporting.ts';

export const MONTH = 30.4375;
/** The last day that curves are drawn to. */
export const LAST = 36 * MONTH;

/** Outcomes over time: curves with patients at risk, medians, follow-up, and the shares at some months. */
export function timePart(table: AnalysisTable, { outcomes }: PlanResults, endpoint: string, of: Reporting): string {
  const { say, numbers, settings, named, cut } = of;
  const own = outcomes.filter((one) => one.endpoint === endpoint);
  if (own.length === 0) return '';
  const groups = settings.flatMap((setting): Group[] => {
    const ends = (table.times[endpoint] ?? []).flatMap((end, row) =>
      table.patients[row]?.setting === setting && !('missing' in end) ? [end] : [],
    );
    const time = ends.map(({ days }) => Math.max(0.5, days));
    return ends.length > 0
      ? [{ name: named(setting), time, event: ends.map(({ event }) => (event === 1 ? 1 : 0)) }]
      : [];
  });
  const from = table.study.endpoints.find(({ id }) => id === endpoint)?.from ?? 'infusion';
  const months = (value: number): string => numbers.fixed(value, 1);
  const notReached = say('report.notReached');
  const rows = own.map(({ setting, n, events, approximate, median, followUp, at }) => [
    named(setting), String(n), String(events), intervalText(median, months, notReached), intervalText(followUp, months, notReached),
    ...at.map(({ atRisk, survival, lower, upper }) => `${intervalText([survival, lower, upper], numbers.percent)}; ${atRisk}`),
    String(approximate),
  ]); // biome-ignore format: a row
  const label = say(`report.endpoint.${endpoint}`);
  const heads = [
    '', 'n', say('report.events'), say('report.median'), say('report.followUp'),
    ...(own[0]?.at ?? []).map(({ month }) => say('report.monthsAtRisk', { n: month })), say('report.approximate'),
  ]; // biome-ignore format: a list
  const caption = say('report.outcome.caption', {
    cut,
    endpoint: label,
    n: own.reduce((sum: number, { n }: Outcome) => sum + n, 0),
  });
  return section(
    label,
    definedAt(endpoint, say),
    figure(`km-${endpoint}`, curves(label, groups, { from, last: LAST }, { say, numbers, caption })),
    htmlTable(caption, heads, rows),
  );
}

/** A value with its interval; a dash, or the word given, where there is none. */
export function intervalText(
  [value, lower, upper]: readonly [number | null, number | null, number | null],
  text: (value: number) => string,
  none = '–',
): string {
  const one = (limit: number | null): string => (limit === null || !Number.isFinite(limit) ? none : text(limit));
  if (lower === null && upper === null) return one(value);
  return `${one(value)} (${one(lower)}\u00a0–\u2060\u00a0${one(upper)})`;
}

/** Responses and toxicities: how many of how many, by setting. */
export function ratesPart({ rates }: PlanResults, { say, numbers, named, cut }: Reporting): string {
  const rows = rates.map(({ endpoint, setting, n, events, notKnown, share, lower, upper }) => [
    say(`report.endpoint.${endpoint}`), named(setting), `${events}/${n}`, intervalText([share, lower, upper], numbers.percent), String(notKnown),
  ]); // biome-ignore format: a row
  const heads = [
    say('report.endpoint'),
    say('report.setting'),
    say('report.ofKnown'),
    say('report.share'),
    say('report.notKnown'),
  ];
  return section(say('report.rates'), htmlTable(say('report.rates.caption', { cut }), heads, rows));
}

/** Non-relapse mortality: cumulative incidence with progression as competitor. */
export function competingPart({ competing }: PlanResults, { say, numbers, named, cut }: Reporting): string {
  if (competing.length === 0) return '';
  const months = competing[0]?.at.map(({ month }) => month) ?? [];
  const rows = competing.map(({ endpoint, setting, n, events, competing: others, at }) => [
    competing.some((one) => one.endpoint !== endpoint) ? `${say(`report.endpoint.${endpoint}`)}, ${named(setting)}` : named(setting), String(n), String(events), String(others),
    ...at.map(({ atRisk, value, lower, upper }) => `${intervalText([value, lower, upper], numbers.percent)}; ${atRisk}`),
  ]); // biome-ignore format: a row
  const heads = [
    '',
    'n',
    say('report.events'),
    say('report.competing'),
    ...months.map((n) => say('report.monthsAtRisk', { n })),
  ];
  return section(
    say('report.nrm'),
    definedAt('nrm', say),
    paragraph(say('report.nrm.how')),
    htmlTable(say('report.nrm.caption', { cut, n: competing.reduce((sum, { n }) => sum + n, 0) }), heads, rows),
  );
}

/** What it takes to get one durable responder; a scenario with a cited input, never a causal claim. */
export function sustainabilityPart({ sustainability }: PlanResults, { say, numbers, named, cut }: Reporting): string {
  if (sustainability.length === 0) return '';
  const one = (value: number): string => numbers.fixed(value, 2);
  const rows = sustainability.map((of) => [
    named(of.setting), `${of.infused}/${of.apheresed}`, `${of.manufacturingLost}/${of.apheresed}`, intervalText(of.durable, numbers.percent),
    intervalText(of.infusedPerDurable, one), intervalText(of.apheresedPerDurable, one), String(of.atRisk),
  ]); // biome-ignore format: a row
  const heads = ['infused', 'lost', 'durable', 'infusedPer', 'apheresedPer', 'atRisk'].map((key) =>
    say(`report.sustainability.${key}`),
  );
  const [{ month = 12, endpoint = '' } = {}] = sustainability;
  const scenarios = sustainability.flatMap(({ setting, scenario, durable }) =>
    scenario
      ? [
          paragraph(
            say('report.sustainability.scenario', {
              setting: named(setting),
              share: numbers.percent(durable[0]),
              alternative: numbers.percent(scenario.alternative),
              low: numbers.percent(scenario.low),
              high: numbers.percent(scenario.high),
              more: numbers.fixed(scenario.morePer100[0], 0),
              least: numbers.fixed(scenario.morePer100[1], 0),
              most: numbers.fixed(scenario.morePer100[2], 0),
              source: scenario.source,
            }),
          ),
        ]
      : [],
  );
  return section(
    say('report.sustainability'),
    htmlTable(
      say('report.sustainability.caption', { cut, n: month, endpoint: say(`report.endpoint.${endpoint}`) }),
      ['', ...heads],
      rows,
    ),
    ...(scenarios.length > 0 ? [heading(say('report.sustainability.scenarioHead')), ...scenarios] : []),
    paragraph(say('report.sustainability.noClaim')),
  );
}
