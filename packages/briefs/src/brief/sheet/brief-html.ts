import { escaped } from '../../report/html.ts';
import type { Words } from '../../words/words.ts';
import type { Brief, BriefPoint } from '../brief.ts';

/** Large enough for tired eyes, black on white, two sides of A4 at most. */
const STYLE = `
:root{color-scheme:light}*{box-sizing:border-box}body{font:17px/1.5 system-ui,sans-serif;color:#111;background:#fff;margin:0 auto;max-width:46rem;padding:1.25rem}
h1{font-size:1.6rem;line-height:1.25;margin:.2rem 0}.printed,.note,footer{color:#444}.banner{border:2px solid #8a1c00;padding:.5rem .75rem;font-weight:700;margin:.5rem 0}
.emergency{border:3px solid #111;border-radius:.4rem;padding:.6rem .9rem;margin:1rem 0}.emergency h2{margin:0;font-size:1.15rem}.numbers{font-size:1.3rem;font-weight:700}
ol{list-style:none;margin:0;padding:0}li.point{border-top:1px solid #bbb;padding:.55rem 0}h3{font-size:1.05rem;margin:0}h3 span{color:#444;font-weight:400;font-size:.8em;margin-right:.45em}
p{margin:.25rem 0}.own{font-weight:600}.blank{display:block;border-bottom:1px solid #444;min-height:1.7em;color:#444}ul{margin:.25rem 0;padding-left:1.1rem}
.clinician{font-size:15px;line-height:1.4}.clinician .own{font-weight:400}
@media print{@page{size:A4;margin:13mm}body{font-size:10.5pt;line-height:1.32;max-width:none;padding:0}.clinician{font-size:8.8pt}h1{font-size:15pt}li.point{break-inside:avoid;padding:.28rem 0}.blank{min-height:1.35em}ol.patient{columns:2;column-gap:8mm}}
`;

/** A brief as one self-contained page: it prints on A4 and needs no network. */
export function briefHtml(brief: Brief, { say }: Words): string {
  const banners = [
    ...(brief.synthetic ? [say('brief.synthetic')] : []),
    ...notFinal(brief, say),
    ...brief.warnings.filter((code) => code !== 'emergencyNumberMissing').map((code) => say(`brief.note.${code}`)),
  ];
  const { emergency } = brief;
  const numbers = emergency.numbers.length > 0 ? emergency.numbers : [say('brief.emergency.none')];
  const title = escaped(brief.title);
  const body = [
    ...banners.map((text) => `<p class="banner">${escaped(text)}</p>`),
    ...(brief.audience === 'patient'
      ? [
          `<section class="emergency" aria-labelledby="emergency"><h2 id="emergency">${escaped(emergency.heading)}</h2>`,
          `<p class="numbers">${numbers.map(escaped).join('<br>')}</p><p>${escaped(emergency.signs)}</p>`,
          `${emergency.tellEveryDoctor ? `<p>${escaped(emergency.tellEveryDoctor)}</p>` : ''}</section>`,
        ]
      : [`<p class="banner">${escaped(say('brief.research'))}</p>`]),
    `<ol class="${brief.audience}">${brief.points.map((point) => pointHtml(point, brief, say)).join('')}</ol>`,
    ...brief.closing.map((text) => `<p>${escaped(text)}</p>`),
  ];
  const printed = say('brief.printed', { asOf: brief.asOf, version: brief.version, patient: brief.patient });
  return [
    `<!doctype html><html lang="${brief.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">`,
    `<title>${title}</title><style>${STYLE}</style></head><body class="${brief.audience}"><main><h1>${title}</h1><p class="printed">${escaped(printed)}</p>`,
    ...body,
    `</main><footer><p>${escaped(brief.footer)}</p></footer></body></html>\n`,
  ].join('');
}

/** Why the brief must not be handed out; nothing for a final one. */
export function notFinal(brief: Brief, say: Words['say']): readonly string[] {
  if (brief.final) return [];
  return [say('brief.notFinal', { list: say('brief.missing.emergencyNumberMissing') })];
}

/** The words before a line to write on. */
export function blankWords(brief: Brief, say: Words['say']): string {
  if (brief.audience === 'clinician') return say('brief.blank.clinician');
  return say(brief.disease === 'SLE' ? 'brief.blank.sle' : 'brief.blank.patient');
}

function pointHtml(point: BriefPoint, brief: Brief, say: Words['say']): string {
  const own =
    brief.audience === 'patient'
      ? point.sentences.map(({ text, facts }) => `<p class="own"${title(facts)}>${escaped(text)}</p>`).join('')
      : list(point);
  const blank = point.filled ? '' : `<p class="blank">${escaped(blankWords(brief, say))}</p>`;
  const note = point.note ? `<p class="note">${escaped(point.note)}</p>` : '';
  return `<li class="point" id="${point.id}"><h3><span>${point.id}</span>${escaped(point.question)}</h3>${note}${own}${blank}</li>`;
}

const list = ({ sentences }: BriefPoint): string =>
  sentences.length === 0
    ? ''
    : `<ul>${sentences.map(({ text, facts }) => `<li class="own"${title(facts)}>${escaped(text)}</li>`).join('')}</ul>`;

/** The facts of a sentence, for whoever hovers over it. */
const title = (facts: readonly string[]): string => (facts.length > 0 ? ` title="${escaped(facts.join(' '))}"` : '');
