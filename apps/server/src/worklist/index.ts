export { programFingerprint } from '../derived/program.ts';
export { Worklists } from './worklists.ts';
