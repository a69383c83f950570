import { correlatedGroups, type ExplainedModel, type FeatureGroup, type KnownGroups, type Rows } from '@linea/explain';
import { Refused } from '../io.ts';

const KINDS = ['correlated', 'terms', 'blocks'] as const;

/** `correlated`, `terms`, `blocks`, or `NAME=COLUMN,COLUMN`; several are taken together. */
export function groupsOf(
  words: readonly string[],
  model: ExplainedModel,
  known: KnownGroups | undefined,
  rows: Rows,
): FeatureGroup[] {
  return words.flatMap((word): readonly FeatureGroup[] => {
    const kind = KINDS.find((own) => own === word);
    if (kind === 'correlated') return known?.correlated ?? correlatedGroups(model.features, rows);
    if (kind) return known?.[kind] ?? [];
    const [, name, columns] = /^([^=]+)=(.+)$/.exec(word) ?? [];
    if (name !== undefined && columns !== undefined) return [{ name, features: columns.split(',') }];
    throw new Refused([
      { code: 'option.value', at: '--groups', got: word, allowed: `${KINDS.join(', ')}, NAME=COLUMN,COLUMN` },
    ]);
  });
}
