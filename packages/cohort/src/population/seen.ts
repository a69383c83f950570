import { type AsOf, type Fact, type View, view } from '@linea/facts';

/**
 * A patient as of an instant, as far as some codes say: what a question reads of a long record. Corrections are kept whatever they
 * say; where dates hang on each other, so is every fact.
 *
 * @param codes  null: everything
 */
export function seenOf(facts: readonly Fact[], codes: ReadonlySet<string> | null, asOf: AsOf): View {
  if (!codes) return view(facts, asOf);
  const read: Fact[] = [];
  for (const fact of facts) {
    if (fact.effective.anchor !== undefined) return view(facts, asOf);
    if (codes.has(fact.code) || fact.supersedes !== undefined || fact.kind !== undefined) read.push(fact);
  }
  return view(read, asOf);
}

/** Everything known by the cut of a study. */
export const atCut = (cut: string): AsOf => ({ known: `${cut}T23:59:59Z`, effective: cut });
