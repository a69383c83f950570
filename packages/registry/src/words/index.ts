export { issueText } from './issue-text.ts';
export { labelsIn } from './labels.ts';
export { type Language, type Say, speaker } from './say.ts';
