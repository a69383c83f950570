import type { Say } from '../words/words.ts';
import type { CardFact, ModelCard } from './model-card.ts';

/** A model card as Markdown. */
export function cardMarkdown(card: ModelCard, say: Say): string {
  const facts = (all: readonly CardFact[]): string =>
    all.map(({ label, text }) => `- **${label}**: ${text ?? `*${say('card.notReported')}*`}`).join('\n');
  const list = (texts: readonly string[]): string => texts.map((text) => `- ${text}`).join('\n');
  const features = card.features.map(({ name, unit, range, mean, missing }) => [name, unit, range, mean, missing]);
  const checklist = card.checklist.map(({ item, section, question, answer }) => [
    item,
    section,
    question,
    answer ?? `*${say('card.notReported')}*`,
  ]);
  const parts = [
    `# ${card.title}`,
    ...card.banners.map((text) => `> **${text}**`),
    facts(card.facts),
    `## ${say('card.performance')}`,
    card.performance.length > 0 ? facts(card.performance) : `*${say('card.notValidated')}*`,
    `## ${say('card.limits.title')}`,
    list(card.limits),
    `## ${say('card.making')}`,
    facts(card.making),
    ...(features.length === 0
      ? []
      : [
          `## ${say('card.features')}`,
          table(
            ['name', 'unit', 'range', 'mean', 'missing'].map((head) => say(`card.feature.${head}`)),
            features,
          ),
          say('card.features.note'),
        ]),
    ...(card.groups.length > 0 ? [say('card.groups'), list(card.groups)] : []),
    ...(card.known.length > 0 ? [`## ${say('card.known')}`] : []),
    ...card.known.flatMap(({ title, heads, rows, note }) => [
      `### ${title}`,
      table(heads, rows),
      ...(note === undefined ? [] : [note]),
    ]),
    ...(checklist.length === 0
      ? []
      : [
          `## ${say('card.checklist')}`,
          say('card.checklist.note', { answered: card.answered, all: card.checklist.length }),
          table(
            ['item', 'section', 'question', 'answer'].map((head) => say(`card.checklist.${head}`)),
            checklist,
          ),
        ]),
    `*${card.footer}*`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A bar and a line end a cell: neither may come from a text. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
