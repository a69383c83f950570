import type { Words } from '../../words/words.ts';
import type { Brief } from '../brief.ts';
import { blankWords, notFinal } from './brief-html.ts';

/** A brief as Markdown; the facts of each sentence are its notes. */
export function briefMarkdown(brief: Brief, { say }: Words): string {
  const { emergency } = brief;
  const numbers = emergency.numbers.length > 0 ? emergency.numbers : [say('brief.emergency.none')];
  const banners = [
    ...(brief.synthetic ? [say('brief.synthetic')] : []),
    ...notFinal(brief, say),
    ...brief.warnings.filter((code) => code !== 'emergencyNumberMissing').map((code) => say(`brief.note.${code}`)),
    ...(brief.audience === 'clinician' ? [say('brief.research')] : []),
  ];
  const notes: string[] = [];
  const marked = ({ text, facts }: { text: string; facts: readonly string[] }): string => {
    if (facts.length === 0) return text;
    notes.push(`[^${notes.length + 1}]: ${say('brief.facts', { list: facts.join(', ') })}`);
    return `${text}[^${notes.length}]`;
  };
  const lines = [
    `# ${brief.title}`,
    say('brief.printed', { asOf: brief.asOf, version: brief.version, patient: brief.patient }),
    ...banners.map((text) => `> **${text}**`),
    ...(brief.audience === 'patient'
      ? [
          `## ${emergency.heading}`,
          numbers.map((one) => `**${one}**`).join('\n\n'),
          emergency.signs,
          ...(emergency.tellEveryDoctor ? [emergency.tellEveryDoctor] : []),
        ]
      : []),
    ...brief.points.flatMap((point) => [
      `## ${point.id} ${point.question}`,
      ...(point.note ? [`*${point.note}*`] : []),
      ...(point.sentences.length > 0 ? [point.sentences.map((one) => `- ${marked(one)}`).join('\n')] : []),
      ...(point.filled ? [] : [`${blankWords(brief, say)}${brief.audience === 'patient' ? ' ________________' : ''}`]),
    ]),
    ...brief.closing,
    `*${brief.footer}*`,
    ...(notes.length > 0 ? [notes.join('\n')] : []),
  ];
  return `${lines.join('\n\n')}\n`;
}
