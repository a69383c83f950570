import type { Code, Disease } from '@linea/facts';
import { rulesData } from './rules.generated.ts';

/** An operand of a condition: an item, how it is asked, and against what. */
export interface Leaf {
  readonly code: Code;
  readonly is: 'present' | 'valued' | 'absent' | 'eq' | 'ne' | 'in' | 'has' | 'lt' | 'le' | 'gt' | 'ge';
  readonly value?: unknown;
}
export type RuleCondition =
  | Leaf
  | { readonly all: readonly RuleCondition[] }
  | { readonly any: readonly RuleCondition[] };

export interface IntervalCheck {
  readonly kind: 'interval';
  readonly from: Code;
  readonly to: Code;
  readonly minDays: number | null;
  readonly maxDays: number | null;
  readonly link: 'event' | 'course' | 'patient';
  readonly pick?: { readonly from?: 'first' | 'last'; readonly to?: 'first' | 'last' };
}
export interface ComputedCheck {
  readonly kind: 'computed';
  readonly function: string;
  readonly codes: readonly Code[];
  readonly params: Readonly<Record<string, unknown>>;
}
export interface ImpliesCheck {
  readonly kind: 'implies';
  readonly if: RuleCondition;
  readonly then: RuleCondition | Check;
}
export interface CompareCheck {
  readonly kind: 'compare';
  readonly left: Code;
  readonly op: '<' | '<=' | '>' | '>=';
  readonly right: Code;
}
export interface UniqueCheck {
  readonly kind: 'unique';
  readonly codes: readonly Code[];
}
export type Check =
  | IntervalCheck
  | ImpliesCheck
  | CompareCheck
  | UniqueCheck
  | ComputedCheck
  | { readonly kind: 'all'; readonly checks: readonly Check[] };

/** A consistency rule as data: what must hold of a record. */
export interface ConsistencyRule {
  readonly id: string;
  /** `error`: no true record can show it; `warning`: confirm with a reason; `info`: shown. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly diseases: readonly Disease[];
  readonly facts: readonly Code[];
  readonly condition: string;
  readonly check: Check;
  readonly messageEn: string;
  readonly messageIt: string;
  readonly rationale: string | null;
}

/** The consistency rules of the data dictionary, in the order of their numbers. */
export const consistencyRules: readonly ConsistencyRule[] = rulesData as readonly ConsistencyRule[];
