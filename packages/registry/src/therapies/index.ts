export { decisionJson } from './decision.ts';
export { indicationRows } from './indications.ts';
export { optionsJson, yearBefore } from './options.ts';
export { regimensJson } from './regimens.ts';
