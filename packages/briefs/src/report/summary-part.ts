import type { AnalysisTable } from '@linea/cohort';
import type { PlanResults } from '@linea/prediction';
import { anchorOf, escaped } from './html.ts';
import { intervalText } from './outcome-parts.ts';
import type { Reporting } from './reporting.ts';

const YEAR = 12;

/** What the plan asked and what it found, in a sentence each, each leading to its section: for who reads one page. */
export function summaryPart(table: AnalysisTable, results: PlanResults, main: string, of: Reporting): string {
  const { say, cut } = of;
  const items: readonly (readonly [section: string, text: string])[] = [
    ['report.funnel', say('report.summary.who', { list: whoText(results, of) })],
    ...[...new Set(results.outcomes.map(({ endpoint }) => endpoint))].map((id) => [`report.endpoint.${id}`, benefitText(results, id, of)] as const),
    ...toxicityTexts(table, results, of).map((text) => ['report.rates', text] as const),
    ...transportText(results, main, of).map((text) => ['report.transport', text] as const),
    ...differencesTexts(results, of).map((text) => ['report.differences', text] as const),
    ...primaryTexts(results, of).map((text) => ['report.interactions', text] as const),
    ...blocksTexts(results, main, of).map((text) => ['report.blocks', text] as const),
  ];
  const list = items.map(
    ([section, text]) => `<li>${escaped(text)} <a href="#${anchorOf(say(section))}">${escaped(say('report.summary.more'))}</a></li>`,
  );
  return `<section id="summary" class="summary"><h2>${escaped(say('report.summary'))}</h2><ul>${list.join('')}</ul><p class="note">${escaped(say('report.summary.reading', { cut }))}</p></section>`;
} // biome-ignore format: a line each

function whoText({ populations }: PlanResults, { say, settings, named }: Reporting): string {
  return settings
    .flatMap((setting) => {
      const of = populations[setting];
      return of ? [say('report.summary.infused', { setting: named(setting), infused: of.infused, candidates: of.candidates })] : [];
    })
    .join('; ');
} // biome-ignore format: a chain

function benefitText({ outcomes }: PlanResults, endpoint: string, { say, named, numbers }: Reporting): string {
  const shares = outcomes.flatMap((one) => {
    const at = one.at.find(({ month }) => month === YEAR);
    return one.endpoint === endpoint && at
      ? [`${named(one.setting)} ${intervalText([at.survival, at.lower, at.upper], numbers.percent)}`]
      : [];
  });
  return say('report.summary.benefit', {
    endpoint: say(`report.endpoint.${endpoint}`),
    n: YEAR,
    list: shares.join('; '),
  });
}

function toxicityTexts(table: AnalysisTable, { rates }: PlanResults, { say, named, numbers }: Reporting): readonly string[] {
  const toxic = table.study.endpoints.filter(({ kind }) => kind === 'toxicity').map(({ id }) => id);
  return toxic.flatMap((id) => {
    const own = rates.filter(({ endpoint }) => endpoint === id);
    if (own.length === 0) return [];
    const list = own.map((one) => `${named(one.setting)} ${intervalText([one.share, one.lower, one.upper], numbers.percent)}`);
    return [say('report.summary.rate', { endpoint: say(`report.endpoint.${id}`), list: list.join('; ') })];
  });
} // biome-ignore format: one thought

function transportText({ transport }: PlanResults, main: string, { say, named }: Reporting): readonly string[] {
  if (!transport) return [];
  const { from, to, verdict, because } = transport;
  return [
    say('report.summary.transport', {
      endpoint: say(`report.endpoint.${main}`),
      from: named(from),
      to: named(to),
      verdict: say(`report.verdict.${verdict}`),
      because: because.map((code) => say(`report.because.${code}`)).join('; '),
    }),
  ];
}

function differencesTexts({ differences }: PlanResults, { say, labels }: Reporting): readonly string[] {
  return [...new Set(differences.map(({ endpoint }) => endpoint))].map((id) => {
    const found = differences.filter(({ endpoint, differs }) => endpoint === id && differs);
    const endpoint = say(`report.endpoint.${id}`);
    return found.length === 0
      ? say('report.summary.differences.none', { endpoint })
      : say('report.summary.differences', { endpoint, list: found.map(({ key }) => labels.name(key)).join('; ') });
  });
}

/** The questions that the plan asks by themselves, found or not. */
function primaryTexts({ interactions }: PlanResults, { say, labels, named, numbers }: Reporting): readonly string[] {
  return interactions
    .filter(({ asked }) => asked === 'primary')
    .map((one) =>
      say(one.found ? 'report.summary.primary.found' : 'report.summary.primary.none', {
        endpoint: say(`report.endpoint.${one.endpoint}`),
        pair: one.keys.map(labels.name).join(' × '),
        setting: named(one.setting),
        p: numbers.p(one.p),
      }),
    );
}

function blocksTexts({ blocks }: PlanResults, main: string, { say, labels, numbers }: Reporting): readonly string[] {
  if (blocks.length === 0) return [];
  const fixed = (value: number): string => numbers.fixed(value, 3);
  const endpoint = say(`report.endpoint.${main}`);
  const adding = blocks
    .filter(({ adds }) => adds)
    .map(({ block, gain, lower, upper }) => `${labels.block(block)} ${intervalText([gain, lower, upper], fixed)}`);
  const others = blocks.filter(({ adds }) => !adds).map(({ block }) => labels.block(block));
  return [
    ...(adding.length > 0 ? [say('report.summary.blocks', { endpoint, list: adding.join('; ') })] : []),
    ...(others.length > 0 ? [say('report.summary.blocks.none', { endpoint, list: others.join('; ') })] : []),
  ];
}
