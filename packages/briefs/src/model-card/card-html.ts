import { escaped } from '../report/html.ts';
import type { Say } from '../words/words.ts';
import type { CardFact, ModelCard } from './model-card.ts';

const STYLE = `
:root{color-scheme:light}*{box-sizing:border-box}body{font:16px/1.45 system-ui,sans-serif;color:#111;background:#fff;margin:0 auto;max-width:56rem;padding:1.25rem}
h1{font-size:1.5rem;line-height:1.25;margin:.2rem 0}h2{font-size:1.12rem;border-top:1px solid #bbb;padding-top:.5rem;margin:1.1rem 0 .3rem}
.banner{border:2px solid #8a1c00;padding:.4rem .7rem;font-weight:700;margin:.5rem 0}dl{display:grid;grid-template-columns:minmax(9rem,15rem) 1fr;gap:.25rem 1rem;margin:.3rem 0}
dt{font-weight:600}dd{margin:0;min-width:0;overflow-wrap:anywhere}.unsaid{color:#8a1c00;font-style:italic}ul{margin:.2rem 0;padding-left:1.2rem}footer,.note{color:#444}
table{border-collapse:collapse;width:100%;font-size:.92em}caption{text-align:left;color:#444;padding:.2rem 0}th,td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #ddd}
.scroll{overflow-x:auto}figure{margin:1rem 0;overflow-x:auto}svg{max-width:100%;height:auto;overflow:visible}
@media(max-width:34rem){dl{grid-template-columns:1fr}dd{margin-bottom:.3rem}}
@media print{@page{size:A4;margin:14mm}body{font-size:9.5pt;line-height:1.3;max-width:none;padding:0}.behind{break-before:page}h2{break-after:avoid}tr,li{break-inside:avoid}}
`;

/** A model card as one self-contained page: it prints on A4, the first sheet for the clinician, and needs no network. */
export function cardHtml(card: ModelCard, say: Say): string {
  const title = escaped(card.title);
  const { figure } = card;
  return [
    `<!doctype html><html lang="${card.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">`,
    `<title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>`,
    ...card.banners.map((text) => `<p class="banner">${escaped(text)}</p>`),
    factsHtml(card.facts, say),
    `<h2>${escaped(say('card.performance'))}</h2>`,
    card.performance.length > 0 ? factsHtml(card.performance, say) : `<p class="unsaid">${escaped(say('card.notValidated'))}</p>`,
    `<h2>${escaped(say('card.limits.title'))}</h2><ul>${card.limits.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul>`,
    `<div class="behind"><h2>${escaped(say('card.making'))}</h2>${factsHtml(card.making, say)}`,
    ...(figure ? [`<figure>${figure.replace(/^<\?xml[^>]*\?>\s*/, '')}</figure>`] : []),
    ...(card.features.length === 0 ? [] : [
      `<h2>${escaped(say('card.features'))}</h2>`,
      tableHtml(['name', 'unit', 'range', 'mean', 'missing'].map((head) => say(`card.feature.${head}`)), card.features.map(({ name, unit, range, mean, missing }) => [name, unit, range, mean, missing]), say('card.features.note')),
    ]),
    ...(card.groups.length > 0 ? [`<p>${escaped(say('card.groups'))}</p><ul>${card.groups.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul>`] : []),
    ...(card.known.length > 0 ? [`<h2>${escaped(say('card.known'))}</h2>`] : []),
    ...card.known.map(({ title, heads, rows, note }) => `${tableHtml(heads, rows, title)}${note === undefined ? '' : `<p class="note">${escaped(note)}</p>`}`),
    ...(card.checklist.length === 0 ? [] : [
      `<h2>${escaped(say('card.checklist'))}</h2>`,
      tableHtml(['item', 'section', 'question', 'answer'].map((head) => say(`card.checklist.${head}`)), card.checklist.map(({ item, section, question, answer }) => [item, section, question, answer]), say('card.checklist.note', { answered: card.answered, all: card.checklist.length }), say('card.notReported')),
    ]),
    `</div></main><footer><p>${escaped(card.footer)}</p></footer></body></html>\n`,
  ].join('');
} // biome-ignore format: a part a line

const factsHtml = (facts: readonly CardFact[], say: Say): string =>
  `<dl>${facts.map(({ label, text }) => `<dt>${escaped(label)}</dt><dd${text === undefined ? ' class="unsaid"' : ''}>${escaped(text ?? say('card.notReported'))}</dd>`).join('')}</dl>`; // biome-ignore format: one element

function tableHtml(heads: readonly string[], rows: readonly (readonly (string | undefined)[])[], caption: string, unsaid = ''): string {
  const cell = (text: string | undefined): string => (text === undefined ? `<td class="unsaid">${escaped(unsaid)}</td>` : `<td>${escaped(text)}</td>`);
  const line = ([first = '', ...rest]: readonly (string | undefined)[]): string => `<tr><th scope="row">${escaped(first)}</th>${rest.map(cell).join('')}</tr>`;
  return `<div class="scroll" role="group" tabindex="0" aria-label="${escaped(caption)}"><table><caption>${escaped(caption)}</caption><thead><tr>${heads.map((head) => `<th scope="col">${escaped(head)}</th>`).join('')}</tr></thead><tbody>${rows.map(line).join('')}</tbody></table></div>`;
} // biome-ignore format: an element a line
