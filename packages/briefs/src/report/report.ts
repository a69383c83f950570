import { type AnalysisTable, comparedSettings, EVERYBODY } from '@linea/cohort';
import type { PlanResults } from '@linea/prediction';
import { curvesPart } from './curves-part.ts';
import { definitionsPart } from './definitions-part.ts';
import { baselinePart, completenessPart, funnelPart } from './enrolment-parts.ts';
import { associationsPart, blocksPart, explanationPart } from './explained-parts.ts';
import { anchorOf, escaped, numbersIn, paragraph, STYLE } from './html.ts';
import { labelsOf } from './labels.ts';
import { limitsPart } from './limits-part.ts';
import {
  differencesPart, effectsPart, interactionsPart, performancePart, predictorsPart, productsPart, transportPart,
} from './model-parts.ts'; // biome-ignore format: a list
import { competingPart, ratesPart, sustainabilityPart, timePart } from './outcome-parts.ts';
import type { Reporting } from './reporting.ts';
import { summaryPart } from './summary-part.ts';

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
  const numbers = numbersIn(language);
  const of: Reporting = {
    say,
    numbers,
    settings,
    named: (setting) =>
      setting === EVERYBODY && study.settings.everybody
        ? study.settings.everybody[language]
        : say(`report.setting.${setting}`),
    labels: labelsOf(table, language, say),
    // What is cut out of the page, a figure or a table, still says that nobody of it is real.
    cut: [
      numbers.day(study.cut),
      ...(dataCut ? [`(${dataCut.name})`] : []),
      ...(table.synthetic ? [say('report.syntheticMark')] : []),
    ].join(' '),
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
    paragraph(say('report.head', { cut: of.cut, decision: say(`report.decision.${study.decision}`), hash: hash.slice(0, 16), n: table.patients.length, compared: table.patients.filter(({ setting }) => settings.includes(setting)).length })),
    ...(dataCut ? [paragraph(say('report.dataCut', { name: dataCut.name, hash: dataCut.sha256.slice(0, 16) }))] : []),
    ...(effort === 'default' ? [] : [`<p class="banner">${escaped(say(`report.effort.${effort}`))}</p>`]),
    `<p class="research">${escaped(say('report.research'))}</p>`,
    summaryPart(table, results, main, of),
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
