export { issueText } from './issue-text.ts';
export { type Language, type Say, speaker } from './say.ts';
