export { optionsJson, yearBefore } from './options.ts';
