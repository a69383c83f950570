import type { Brief, Sentence } from '../brief/brief.ts';
import { composeBrief } from '../brief/compose.ts';
import { blankWords, briefHtml, notFinal } from '../brief/sheet/brief-html.ts';
import { briefMarkdown } from '../brief/sheet/brief-markdown.ts';
import type { OwnEstimate } from '../estimate/own-estimate.ts';
import { composeLetter, letterDay } from '../letter/compose-letter.ts';
import { composeNarrative } from '../narrative/compose-narrative.ts';
import type { PatientJson } from '../patient/patient-json.ts';
import type { Words } from '../words/words.ts';
import type { Passage, PatientDocument, Section } from './document.ts';
import { documentHtml } from './document-html.ts';
import { documentMarkdown } from './document-markdown.ts';

/** Every document that a patient's facts make. */
export const DOCUMENT_KINDS = [
  'brief-patient',
  'brief-clinician',
  'narrative',
  'letter-discharge',
  'letter-day100',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** A document in one shape for every kind, with its text for those who take it away. */
export interface PrintedDocument {
  readonly kind: DocumentKind;
  readonly title: string;
  readonly language: 'it' | 'en';
  readonly patient: string;
  readonly asOf: string;
  readonly synthetic: boolean;
  readonly final: boolean;
  readonly banners: readonly string[];
  readonly emergency: {
    readonly heading: string;
    readonly numbers: readonly string[];
    readonly texts: readonly string[];
  } | null;
  readonly sections: readonly (Section & { readonly note: string | null })[];
  readonly closing: readonly string[];
  readonly footer: string;
  readonly html: string;
  readonly markdown: string;
}

/** What a document is given beside the facts. */
interface Given {
  readonly numbers: readonly string[];
  readonly indications?: readonly Sentence[];
  readonly estimate?: OwnEstimate | null;
}

/**
 * A document of a patient.
 *
 * @param patient  as of the day of the document
 * @param numbers  telephone numbers of the centre, as they are to be printed
 * @param indications  what is printed for the product, held against the facts
 * @param estimate  what Linea's own models say of the patient; null or absent: there is none
 * @returns the document, or the code of why there is none
 */
export function printDocument(
  kind: DocumentKind,
  patient: PatientJson,
  { numbers, indications = [], estimate = null }: Given,
  words: Words,
): PrintedDocument | string {
  if (kind === 'narrative') return ofDocument(kind, composeNarrative(patient, words), true, words);
  if (kind === 'brief-patient' || kind === 'brief-clinician') {
    const brief = composeBrief(
      patient,
      { audience: kind === 'brief-patient' ? 'patient' : 'clinician', numbers, indications, estimate },
      words,
    );
    return typeof brief === 'string' ? brief : ofBrief(kind, brief, words);
  }
  const letter = composeLetter(patient, { kind: kind === 'letter-discharge' ? 'discharge' : 'day100', numbers }, words);
  return typeof letter === 'string' ? letter : ofDocument(kind, letter, numbers.length > 0, words);
}

/** The day of which a document speaks by itself: that of a letter, where it is known to the day; null for the others. */
export function dayOfDocument(kind: DocumentKind, patient: PatientJson): string | null {
  if (kind === 'letter-discharge') return letterDay(patient, 'discharge');
  return kind === 'letter-day100' ? letterDay(patient, 'day100') : null;
}

function ofBrief(kind: DocumentKind, brief: Brief, words: Words): PrintedDocument {
  const { say } = words;
  const { title, language, patient, asOf, synthetic, final, emergency } = brief;
  return {
    ...{ kind, title, language, patient, asOf, synthetic, final },
    banners: [
      ...notFinal(brief, say),
      ...brief.warnings.filter((code) => code !== 'emergencyNumberMissing').map((code) => say(`brief.note.${code}`)),
      ...(brief.audience === 'clinician' ? [say('brief.research')] : []),
    ],
    emergency:
      brief.audience === 'patient'
        ? {
            heading: emergency.heading,
            numbers: emergency.numbers.length > 0 ? emergency.numbers : [say('brief.emergency.none')],
            texts: [emergency.signs, ...(emergency.tellEveryDoctor ? [emergency.tellEveryDoctor] : [])],
          }
        : null,
    sections: brief.points.map(({ id, question, note, sentences, filled }) => ({
      id,
      title: `${id} ${question}`,
      note,
      passages: sentences.map((sentence): Passage => ({ ...sentence, kind: 'recorded' })),
      gap: filled ? null : blankWords(brief, say),
    })),
    closing: brief.closing,
    footer: brief.footer,
    html: briefHtml(brief, words),
    markdown: briefMarkdown(brief, words),
  };
}

function ofDocument(kind: DocumentKind, document: PatientDocument, final: boolean, { say }: Words): PrintedDocument {
  const { title, language, patient, asOf, synthetic, banners, sections, footer } = document;
  return {
    ...{ kind, title, language, patient, asOf, synthetic, final, banners, footer },
    emergency: null,
    sections: sections.map((section) => ({ ...section, note: null })),
    closing: [],
    html: documentHtml(document, say),
    markdown: documentMarkdown(document, say),
  };
}
