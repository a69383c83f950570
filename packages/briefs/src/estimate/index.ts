export { alternativesTo } from './alternatives.ts';
export { estimateOf, knownBy } from './estimate-of.ts';
// biome-ignore format: a list
export { barText, decisionText, gapText, outcomeText, percentText, reasonText, seenShare, shareAt, termLabels } from './estimate-words.ts';
export { type OwnEstimate, silentEstimate } from './own-estimate.ts';
