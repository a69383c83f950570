import type { Truth } from '@linea/facts';
import type { Path, When } from '../engine/index.ts';

/** A question that most patients' facts answer: only where they do not is it named, and the path forks. */
export const ask = (
  path: Path,
  answer: Truth,
  unknown: () => { readonly key: string; readonly inputs: readonly string[] },
): boolean => answer ?? path.settle(unknown(), null);

/** The inputs among these dates that are not one known day. */
export const imprecise = (...dates: readonly When[]): readonly string[] =>
  dates
    .filter(({ given, span }) => !given || (span !== null && span.start !== span.end))
    .flatMap(({ inputs }) => inputs);

/** Did it happen? Not given: unknown. */
export const happened = (path: Path, when: When): boolean =>
  ask(path, when.given ? when.span !== null : null, () => ({ key: `${when.key} happened`, inputs: when.inputs }));
