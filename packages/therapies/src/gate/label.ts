import { GATES, type Patient } from '@linea/criteria';
import type { Label, Reading } from '../knowledge/knowledge.ts';
import { type Condition, judge } from './condition.ts';
import { type Answer, allOf, type Judged } from './judged.ts';

interface JudgedCondition extends Judged {
  readonly condition: Condition;
}

/** A text against the facts: each condition, and whether all are met. It is never a decision: contraindications are not checked. */
export interface JudgedText extends Reading {
  readonly answer: Answer;
  readonly conditions: readonly JudgedCondition[];
}

export function judgedText(conditions: readonly Condition[], reading: Reading, of: Patient, day: number): JudgedText {
  const all = conditions.map((condition) => ({ condition, ...judge(condition, of, day) }));
  return { answer: allOf(all.map(({ answer }) => answer)), conditions: all, ...reading };
}

/** The conditions of a label: its own, or those of `mm.gate` for the product. */
export const conditionsOf = ({ gate, conditions }: Label): readonly Condition[] =>
  gate === undefined ? (conditions ?? []) : GATES[gate as keyof typeof GATES].label;
