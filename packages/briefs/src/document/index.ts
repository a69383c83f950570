export {
  composeLetter,
  LETTER_KINDS,
  type LetterKind,
  type LetterRefusal,
  letterDay,
} from '../letter/compose-letter.ts';
export { composeNarrative } from '../narrative/compose-narrative.ts';
export type { Passage, PatientDocument, Section } from './document.ts';
export { documentHtml } from './document-html.ts';
export { documentMarkdown } from './document-markdown.ts';
export { documentTypst } from './document-typst.ts';
export { DOCUMENT_KINDS, type DocumentKind, dayOfDocument, type PrintedDocument, printDocument } from './printed.ts';
