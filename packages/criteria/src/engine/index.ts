export * from './condition.ts';
export * from './criterion.ts';
export * from './input.ts';
export * from './outcome.ts';
export { EPSILON, type Interval, type Path } from './path.ts';
export { reachableSums } from './score.ts';
