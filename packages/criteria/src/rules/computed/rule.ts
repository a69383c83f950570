import type { Code, Fact } from '@linea/facts';
import type { Finding } from '../finding.ts';
import { inEvent, kindOf, type PatientRecord, type RecordedEvent } from '../record.ts';

/** A named function of a rule: the record, the parameters of the rule, and the event where it is asked inside a condition. */
export type ComputedRule = (
  record: PatientRecord,
  params: Readonly<Record<string, unknown>>,
  at: RecordedEvent | undefined,
  codes: readonly Code[],
) => readonly Finding[];

export type ComputedRules = Readonly<Record<string, ComputedRule>>;

/** The events that have all of some items with a value, and those values' facts in that order. */
export function withAll(
  record: PatientRecord,
  ...codes: readonly [Code, ...Code[]]
): readonly { readonly event: RecordedEvent; readonly facts: readonly Fact[] }[] {
  return record.events(kindOf(codes[0])).flatMap((event) => {
    const facts = codes.map((code) => inEvent(event, code));
    return facts.every((fact) => fact?.value !== undefined) ? [{ event, facts: facts as Fact[] }] : [];
  });
}

export const numberIn = (params: Readonly<Record<string, unknown>>, name: string): number => Number(params[name]);

export const wordsIn = (params: Readonly<Record<string, unknown>>, name: string): readonly string[] =>
  (params[name] as readonly string[] | undefined) ?? [];
