import type { Code, Disease } from '@linea/facts';
import { rulesData } from './rules.generated.ts';

type CheckKind = 'interval' | 'implies' | 'compare' | 'unique' | 'all' | 'computed';

/** A consistency rule as data: what must hold of a record. This release carries them; it does not evaluate them yet. */
export interface ConsistencyRule {
  readonly id: string;
  /** `error`: no true record can show it; `warning`: confirm with a reason; `info`: shown. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly diseases: readonly Disease[];
  readonly facts: readonly Code[];
  readonly condition: string;
  readonly check: { readonly kind: CheckKind } & Readonly<Record<string, unknown>>;
  readonly messageEn: string;
  readonly messageIt: string;
  readonly rationale: string | null;
}

/** The consistency rules of the data dictionary, in the order of their numbers. */
export const consistencyRules: readonly ConsistencyRule[] = rulesData as readonly ConsistencyRule[];
