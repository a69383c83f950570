import { escaped } from '../report/html.ts';
import type { Say } from '../words/words.ts';
import type { Passage, PatientDocument, Section } from './document.ts';

const STYLE = `
:root{color-scheme:light}*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;color:#111;background:#fff;margin:0 auto;max-width:50rem;padding:1.25rem}
h1{font-size:1.5rem;line-height:1.25;margin:.2rem 0}h2{font-size:1.12rem;border-top:1px solid #bbb;padding-top:.5rem;margin:1rem 0 .2rem}.about,.gap,footer{color:#444}
.banner{border:2px solid #8a1c00;padding:.4rem .7rem;font-weight:700;margin:.5rem 0}ul{margin:.2rem 0;padding-left:1.2rem}.derived{font-style:italic}figure{margin:1rem 0;overflow-x:auto}svg{max-width:100%;height:auto}
[title]{text-decoration:underline dotted #777;text-underline-offset:.2em}
@media print{@page{size:A4;margin:15mm}body{font-size:10pt;line-height:1.35;max-width:none;padding:0}[title]{text-decoration:none}h2{break-after:avoid}li{break-inside:avoid}}
`;

/**
 * A document as one self-contained page; hovering over a sentence shows its facts.
 *
 * @param figure  an SVG to stand before the first section that is about the course, or nothing
 */
export function documentHtml(document: PatientDocument, say: Say, figure = ''): string {
  const title = escaped(document.title);
  const drawing = figure === '' ? '' : `<figure>${figure.replace(/^<\?xml[^>]*\?>\s*/, '')}</figure>`;
  return [
    `<!doctype html><html lang="${document.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">`,
    `<title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1><p class="about">${escaped(aboutText(document, say))}</p>`,
    ...document.banners.map((text) => `<p class="banner">${escaped(text)}</p>`),
    ...document.sections.map((section) => sectionHtml(section) + (section.id === 'timeline' ? drawing : '')),
    `</main><footer><p>${escaped(document.footer)}</p></footer></body></html>\n`,
  ].join('');
}

export const aboutText = ({ asOf, patient }: PatientDocument, say: Say): string =>
  say('document.about', { asOf, patient });

function sectionHtml({ id, title, passages, gap }: Section): string {
  const items = passages.map(itemHtml).join('');
  return `<section aria-labelledby="${id}"><h2 id="${id}">${escaped(title)}</h2>${items === '' ? '' : `<ul>${items}</ul>`}${gap ? `<p class="gap">${escaped(gap)}</p>` : ''}</section>`;
}

const itemHtml = ({ text, facts, kind }: Passage): string =>
  `<li${kind === 'derived' ? ' class="derived"' : ''}><span${facts.length > 0 ? ` title="${escaped(facts.join(' '))}"` : ''}>${escaped(text)}</span></li>`;
