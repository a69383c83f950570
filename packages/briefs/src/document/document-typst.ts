import { quoted } from '../brief/sheet/brief-typst.ts';
import type { Say } from '../words/words.ts';
import type { Passage, PatientDocument, Section } from './document.ts';
import { aboutText } from './document-html.ts';

/** A document as the source of a typeset page: headings, lists and language are kept as tags of the PDF. */
export const documentTypst = (document: PatientDocument, say: Say): string =>
  [
    `#set document(title: ${quoted(document.title)}, date: none)`,
    `#set text(lang: ${quoted(document.language)}, size: 10pt, hyphenate: false)`,
    `#set page(paper: "a4", margin: (x: 18mm, top: 16mm, bottom: 18mm), footer: context [#set text(size: 8pt)\n#text(${quoted(document.footer)}) #h(1fr) #counter(page).display("1 / 1", both: true)])`,
    '#set par(leading: 0.55em, spacing: 0.6em)',
    '#show heading.where(level: 1): set text(size: 15pt)',
    '#show heading.where(level: 2): set text(size: 11pt)',
    `= #text(${quoted(document.title)})`,
    `#text(size: 8.5pt, ${quoted(aboutText(document, say))})`,
    ...document.banners.map((text) => `#block(stroke: 1.2pt, inset: 5pt, width: 100%, strong(${quoted(text)}))`),
    ...document.sections.map(sectionTypst),
  ].join('\n');

const sectionTypst = ({ title, passages, gap }: Section): string =>
  [
    `== #text(${quoted(title)})`,
    ...passages.map(passageTypst),
    ...(gap ? [`\n#text(fill: luma(25%), ${quoted(gap)})\n`] : []),
  ].join('\n');

const passageTypst = ({ text, kind }: Passage): string =>
  kind === 'derived' ? `- #emph(text(${quoted(text)}))` : `- #text(${quoted(text)})`;
