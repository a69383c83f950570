export { cardHtml } from './card-html.ts';
export { cardMarkdown } from './card-markdown.ts';
export { composeCard } from './compose-card.ts';
export { coverageTable, type LimitsTable, limitsSentences, limitsTables } from './known/limits-tables.ts';
export type { AboutModel, CardInput, ModelCard, ValidationFile } from './model-card.ts';
export { composeStudyCard } from './study-card.ts';
