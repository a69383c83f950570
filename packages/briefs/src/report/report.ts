import { type AnalysisTable, comparedSettings, EVERYBODY } from '@linea/cohort';
import { printedUnit } from '@linea/facts/printed-unit';
import type { PlanResults } from '@linea/prediction';
import { curvesPart } from './curves-part.ts';
import { definitionsPart } from './definitions-part.ts';
import { associationsPart, blocksPart, explanationPart } from './explained-parts.ts';
import { anchorOf, escaped, htmlTable, numbersIn, paragraph, STYLE, section } from './html.ts';
import { labelsOf } from './labels.ts';
import {
  differencesPart, effectsPart, interactionsPart, performancePart, predictorsPart, productsPart, transportPart,
} from './model-parts.ts'; // biome-ignore format: a list
import { competingPart, ratesPart, sustainabilityPart, timePart } from './outcome-parts.ts';
import type { Reporting } from './reporting.ts';
import { baselineRows, completenessRows } from './table-one.ts';

/** Messages of this room in the reader's language. */
export interface ReportWords {
  readonly language: 'it' | 'en';
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  /** How thoroughly the plan was run. */
  readonly effort?: 'quick' | 'default' | 'thorough';
  /** The named data cut of the registry, where there is one. */
  readonly dataCut?: { readonly name: string; readonly sha256: string } | undefined;
}

/**
 * The report of a study as one self-contained page: every number names its cut, its endpoint and its denominator. No script,
 * nothing loaded from elsewhere; prints on A4.
 */
export function reportHtml(table: AnalysisTable, results: PlanResults, hash: string, words: ReportWords): string {
  const { study } = table;
  const { language, say, effort = 'default', dataCut } = words;
  const settings = comparedSettings(study).filter((setting) => table.patients.some((of) => of.setting === setting));
  const main = results.effects[0]?.endpoint ?? 'pfs';
  const of: Reporting = {
    say,
    numbers: numbersIn(language),
    settings,
    named: (setting) =>
      setting === EVERYBODY && study.settings.everybody
        ? study.settings.everybody[language]
        : say(`report.setting.${setting}`),
    labels: labelsOf(table, language, say),
    cut: dataCut ? `${study.cut} (${dataCut.name})` : study.cut,
    n: followed(table, settings, main),
  };
  const title = study.title[language];
  const parts = [
    definitionsPart(table, language, of),
    funnelPart(results, of),
    completenessPart(results, of),
    baselinePart(table, results, of),
    ...Object.keys(table.times)
      .filter((id) => study.endpoints.some((one) => one.id === id && one.kind === 'benefit'))
      .map((endpoint) => timePart(table, results, endpoint, of)),
    curvesPart(table, of),
    ratesPart(results, of),
    competingPart(results, of),
    effectsPart(results, of),
    predictorsPart(results, of),
    productsPart(results, of),
    differencesPart(results, of),
    interactionsPart(results, of),
    transportPart(results, main, study.settings.second.length > 0 && study.settings.later.length > 0, of),
    blocksPart(results, main, of),
    associationsPart(results, of),
    performancePart(results, main, of),
    explanationPart(results, of),
    sustainabilityPart(results, of),
    limitsPart(results, of),
  ];
  const head = [
    ...(table.synthetic ? [`<p class="banner">${escaped(say('report.synthetic'))}</p>`] : []),
    `<h1>${escaped(title)}</h1>`,
    paragraph(say('report.head', { cut: of.cut, decision: say(`report.decision.${study.decision}`), hash: hash.slice(0, 16), n: table.patients.length })),
    ...(dataCut ? [paragraph(say('report.dataCut', { name: dataCut.name, hash: dataCut.sha256.slice(0, 16) }))] : []),
    ...(effort === 'default' ? [] : [`<p class="banner">${escaped(say(`report.effort.${effort}`))}</p>`]),
    `<p class="note">${escaped(say('report.research'))}</p>`,
    contents(parts.join('')),
  ]; // biome-ignore format: a line each
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>${[...head, ...parts].join('\n')}</main></body></html>\n`;
}

/** Patients of the settings whose first benefit is known. */
const followed = ({ patients, times }: AnalysisTable, settings: readonly string[], endpoint: string): number =>
  patients.filter(({ setting }, row) => {
    const end = times[endpoint]?.[row];
    return settings.includes(setting) && end !== undefined && !('missing' in end);
  }).length;

/** The sections, to jump to. */
function contents(body: string): string {
  const titles = [...body.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title = '']) => title);
  const items = titles.map((title) => `<li><a href="#${anchorOf(unescaped(title))}">${title}</a></li>`);
  return `<nav><ul>${items.join('')}</ul></nav>`;
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

function funnelPart({ populations }: PlanResults, { say, named, cut }: Reporting): string {
  const rows = Object.entries(populations).map(([setting, { candidates, apheresed, infused, lost }]) => [
    named(setting), String(candidates), String(apheresed), String(infused),
    Object.entries(lost).map(([why, n]) => `${say(`report.lost.${why}`)}: ${n}`).join(', '),
  ]); // biome-ignore format: a row
  const heads = ['', say('report.candidates'), say('report.apheresed'), say('report.infused'), say('report.lost')];
  const caption = `${say('report.funnel.caption')}; ${say('report.cut', { cut })}`;
  return section(say('report.funnel'), htmlTable(caption, heads, rows));
}

function completenessPart({ completeness }: PlanResults, { say, numbers, labels, cut }: Reporting): string {
  const [first] = completeness;
  if (!first) return '';
  const heads = [say('report.centre'), 'n', ...first.blocks.map(({ block }) => labels.block(block))];
  const n = completeness.reduce((sum, centre) => sum + centre.n, 0);
  const caption = `${say('report.completeness.caption', { n })}; ${say('report.cut', { cut })}`;
  return section(say('report.completeness'), htmlTable(caption, heads, completenessRows(completeness, numbers)));
}

function baselinePart(table: AnalysisTable, { baseline }: PlanResults, of: Reporting): string {
  const { say, numbers, labels, settings, named, cut } = of;
  const decision = say(`report.decision.${table.study.decision}`);
  const caption = `${say('report.baseline.caption', { decision })}; ${say('report.cut', { cut })}`;
  const nameOf = (column: string): string => {
    const unit = table.features.find(({ spec }) => spec.name === column)?.spec.unit;
    return `${labels.column(column)}${unit ? ` [${printedUnit(unit)}]` : ''}`;
  };
  const heads = ['', ...settings.map(named), say('report.standardised')];
  return section(say('report.baseline'), htmlTable(caption, heads, baselineRows(baseline, numbers, nameOf)));
}

function limitsPart({ leaks, refused, shortcuts }: PlanResults, { say, settings, named, labels }: Reporting): string {
  const list = (items: readonly string[]): string =>
    `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
  const settingText = (text: string): string =>
    text.split(' + ').map((one) => (settings.includes(one) ? named(one) : one)).join(' + '); // biome-ignore format: a chain
  return section(
    say('report.limits'),
    ...(leaks.length > 0
      ? [paragraph(say('report.leaks')), list(leaks.map(({ feature, code }) => `${feature} (${code})`))]
      : []),
    ...(refused.length > 0
      ? [
          paragraph(say('report.refused')),
          list(refused.map(({ code, endpoint, setting, got }) =>
            say(`report.${code}`, { endpoint: say(`report.endpoint.${endpoint}`), setting: settingText(setting), got: labels.term(got) }),
          )),
        ]
      : []),
    paragraph(say('report.shortcuts')),
    list(shortcuts.map((code) => say(`report.shortcut.${code}`))),
  ); // biome-ignore format: parts
}
