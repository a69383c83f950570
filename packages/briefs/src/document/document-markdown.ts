import type { Say } from '../words/words.ts';
import type { PatientDocument } from './document.ts';
import { aboutText } from './document-html.ts';

/**
 * A document as Markdown; the facts of each sentence are its notes.
 *
 * @param figure  the name of a drawing that stands beside the file, or nothing
 */
export function documentMarkdown(document: PatientDocument, say: Say, figure = ''): string {
  const notes: string[] = [];
  const noted = (text: string, facts: readonly string[]): string => {
    if (facts.length === 0) return text;
    notes.push(`[^${notes.length + 1}]: ${facts.join(', ')}`);
    return `${text}[^${notes.length}]`;
  };
  const sections = document.sections.flatMap(({ id, title, passages, gap }) => [
    `## ${title}`,
    ...(passages.length > 0
      ? [
          passages
            .map(({ text, facts, kind }) => `- ${noted(kind === 'derived' ? `*${text}*` : text, facts)}`)
            .join('\n'),
        ]
      : []),
    ...(id === 'timeline' && figure !== '' ? [`![${say('document.figure')}](${figure})`] : []),
    ...(gap ? [`> ${gap}`] : []),
  ]);
  return `${[
    `# ${document.title}`,
    aboutText(document, say),
    ...document.banners.map((text) => `> **${text}**`),
    ...sections,
    `*${document.footer}*`,
    ...(notes.length > 0 ? [notes.join('\n')] : []),
  ].join('\n\n')}\n`;
}
