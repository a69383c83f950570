import type { Words } from '../../words/words.ts';
import type { Brief, BriefPoint } from '../brief.ts';
import { blankWords, notFinal } from './brief-html.ts';

/** A brief as the source of a typeset page: headings, lists and language are kept as tags of the PDF. */
export function briefTypst(brief: Brief, { say }: Words): string {
  const patient = brief.audience === 'patient';
  const { emergency } = brief;
  const numbers = emergency.numbers.length > 0 ? emergency.numbers : [say('brief.emergency.none')];
  const printed = say('brief.printed', { asOf: brief.asOf, version: brief.version, patient: brief.patient });
  const banners = [
    ...(brief.synthetic ? [say('brief.synthetic')] : []),
    ...notFinal(brief, say),
    ...brief.warnings.filter((code) => code !== 'emergencyNumberMissing').map((code) => say(`brief.note.${code}`)),
    ...(patient ? [] : [say('brief.research')]),
  ];
  const points = brief.points.map((point) => pointTypst(point, brief, say)).join('\n');
  return [
    `#set document(title: ${quoted(brief.title)}, date: none)`,
    `#set text(lang: ${quoted(brief.language)}, size: ${patient ? '10.5pt' : '8.5pt'}, hyphenate: false)`,
    `#set page(paper: "a4", margin: (x: 13mm, top: 12mm, bottom: 16mm), footer: context [#set text(size: 8pt)\n#text(${quoted(brief.footer)}) #h(1fr) #counter(page).display("1 / 1", both: true)])`,
    '#set par(leading: 0.5em, spacing: 0.55em)',
    `#show heading.where(level: 1): set text(size: ${patient ? '16pt' : '13pt'})`,
    `#show heading.where(level: 2): set text(size: ${patient ? '11pt' : '9.5pt'})`,
    '#show heading.where(level: 2): set block(above: 0.7em, below: 0.35em)',
    `= #text(${quoted(brief.title)})`,
    `#text(size: 8.5pt, ${quoted(printed)})`,
    ...banners.map((text) => `#block(stroke: 1.2pt, inset: 5pt, width: 100%, strong(${quoted(text)}))`),
    ...(patient
      ? [
          `#block(stroke: 2pt, radius: 3pt, inset: 7pt, width: 100%)[\n== #text(${quoted(emergency.heading)})\n${numbers.map((one) => `#text(size: 14pt, weight: "bold", ${quoted(one)})`).join(' \\\n')}\n\n#text(${quoted(emergency.signs)})\n${emergency.tellEveryDoctor ? `\n#text(${quoted(emergency.tellEveryDoctor)})` : ''}\n]`,
        ]
      : []),
    patient ? `#columns(2, gutter: 7mm)[\n${points}\n]` : points,
    ...brief.closing.map((text) => `\n#text(${quoted(text)})\n`),
  ].join('\n');
}

function pointTypst(point: BriefPoint, brief: Brief, say: Words['say']): string {
  const own =
    brief.audience === 'patient'
      ? point.sentences.map(({ text }) => `\n#text(weight: "semibold", ${quoted(text)})\n`)
      : point.sentences.map(({ text }) => `- #text(${quoted(text)})`);
  const blank = point.filled
    ? []
    : [
        brief.audience === 'patient'
          ? `\n#text(fill: luma(25%), size: 8.5pt, ${quoted(blankWords(brief, say))})\n#v(1.1em)\n#line(length: 100%, stroke: 0.5pt)\n`
          : `\n#text(fill: luma(25%), ${quoted(blankWords(brief, say))})\n`,
      ];
  const note = point.note ? [`\n#text(fill: luma(20%), size: 0.92em, ${quoted(point.note)})\n`] : [];
  return `#block(breakable: ${brief.audience === 'clinician'}, width: 100%, above: 0.9em, below: 0.9em)[\n== #text(${quoted(`${point.id} ${point.question}`)})\n${[...note, ...own, ...blank].join('\n')}\n]`;
}

/** Text as a string of the typesetter: nothing in it is markup. */
export const quoted = (text: string): string =>
  `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll(/[\r\n\t]+/g, ' ')}"`;
