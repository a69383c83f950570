import type { Finding } from '../finding.ts';
import type { PatientRecord, RecordedEvent } from '../record.ts';
import type { ComputedCheck } from '../rules.ts';
import { agreements } from './agreements.ts';
import { cellRules } from './cells.ts';
import { dailyRules } from './daily.ts';
import { dateRules } from './dates.ts';
import { followUpRules } from './follow-up.ts';
import { labRules } from './labs.ts';
import { lineRules } from './lines.ts';
import type { ComputedRule } from './rule.ts';
import { sampleRules } from './samples.ts';

const RULES: Readonly<Record<string, ComputedRule>> = {
  ...agreements,
  ...cellRules,
  ...dailyRules,
  ...dateRules,
  ...followUpRules,
  ...labRules,
  ...lineRules,
  ...sampleRules,
};

/** The names of the functions that rules may call. */
export const computedNames: readonly string[] = Object.keys(RULES);

/** What a named function finds. @throws {RangeError} a rule calls a function that does not exist */
export function computed(
  check: ComputedCheck,
  record: PatientRecord,
  at: RecordedEvent | undefined,
): readonly Finding[] {
  const rule = RULES[check.function];
  if (!rule) throw new RangeError(`computed: no function ${check.function}`);
  return rule(record, check.params, at, check.codes);
}
