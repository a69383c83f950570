import { adjustP } from '@linea/survival';

/**
 * Adjusted p values of questions that come in families: first whether anything is to be found in a family (Simes), then which of its
 * questions, at a level that the share of families found lowers. A family of two is then not drowned by one of two hundred; with a single
 * family it is Benjamini-Hochberg. Below the level means found: the false discovery rate holds over families, and on average within those found.
 *
 * @param p       of each question
 * @param family  of each question
 * @param level   the level at which the answer will be read
 * @source Benjamini Y, Bogomolov M. J R Stat Soc B 2014;76:297-318; Simes RJ. Biometrika 1986;73:751-754
 */
export function adjustByFamily(p: readonly number[], family: readonly string[], level: number): readonly number[] {
  const members = new Map<string, number[]>();
  for (const [i, name] of family.entries()) members.set(name, [...(members.get(name) ?? []), i]);
  const within = [...members.values()].map((own) => ({
    own,
    adjusted: adjustP(
      own.map((i) => p[i] as number),
      'bh',
    ),
  }));
  // The smallest p adjusted by Benjamini-Hochberg is Simes' p of the family.
  const families = adjustP(
    within.map(({ adjusted }) => Math.min(...adjusted)),
    'bh',
  );
  const lower = families.length / Math.max(1, families.filter((q) => q < level).length);
  const out = new Array<number>(p.length);
  for (const [f, { own, adjusted }] of within.entries())
    for (const [k, i] of own.entries())
      out[i] = Math.min(1, Math.max(families[f] as number, lower * (adjusted[k] as number)));
  return out;
}
