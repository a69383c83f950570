export { type Language, type Say, speaker } from './say.ts';
