import type { FactJson, PatientJson } from '../patient/patient-json.ts';
import { dayOfIso } from '../patient/spans.ts';
import { type MilestoneRule, milestoneRules } from './layout.ts';
import { type DayZero, daysFromZero, dayZeroOf, isWithin } from './window.ts';

/** What a milestone needs, and the facts that bring it. */
interface MilestoneNeed {
  readonly code: string;
  readonly facts: readonly string[];
  readonly met: boolean;
}

/** A point at which an outcome is reported, by product. */
interface Milestone {
  readonly month: number;
  /** ISO days; two where the day of the infusion is not known exactly. */
  readonly due: readonly [string, string];
  readonly opens: string;
  readonly closes: string;
  readonly status: 'notYet' | 'due' | 'overdue' | 'complete';
  readonly needs: readonly MilestoneNeed[];
}

export interface MilestoneClock {
  readonly product: string;
  readonly rule: MilestoneRule;
  readonly milestones: readonly Milestone[];
}

const RESPONSE: Readonly<Record<string, string>> = { LBCL: 'resp.lugano', ALL: 'resp.all', MM: 'resp.imwg' };
const DAY = 86_400_000;
const iso = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** So many calendar months later; the last day of a month that is too short. */
function monthsLater(day: number, months: number): number {
  const from = new Date(day * DAY);
  const last = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0) / DAY;
  const same = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, from.getUTCDate()) / DAY;
  return Math.min(same, last);
}

/** The clock of a patient's product; null: nothing was infused, or no rule knows the product. */
export function milestoneClock(
  patient: Pick<PatientJson, 'facts' | 'disease' | 'asOf'>,
  rules: readonly MilestoneRule[] = milestoneRules,
): MilestoneClock | null {
  const zero = dayZeroOf(patient);
  const product = zero?.facts.find(({ code }) => code === 'inf.product')?.value;
  const rule = rules.find((one) => one.product === product);
  if (!zero || !rule) return null;
  return {
    product: rule.product,
    rule,
    milestones: rule.months.map((month) => milestoneAt(month, rule, patient, zero)),
  };
}

function milestoneAt(
  month: number,
  rule: MilestoneRule,
  patient: Pick<PatientJson, 'facts' | 'disease' | 'asOf'>,
  zero: DayZero,
): Milestone {
  const [first, last] = [monthsLater(zero.span.first, month), monthsLater(zero.span.last, month)];
  const offset = first - zero.span.first;
  const window = { from: offset - rule.daysBefore, to: offset + rule.daysAfter };
  const needs = rule.needs.map((need): MilestoneNeed => {
    const code = need === 'resp' ? (RESPONSE[patient.disease ?? ''] ?? 'resp.lugano') : need;
    const facts = patient.facts.filter((fact) => fact.code === code && serves(fact, need, zero, window));
    return { code, facts: facts.map(({ id }) => id), met: facts.length > 0 || need === 'sub.kind' };
  });
  const today = dayOfIso(patient.asOf);
  const [opens, closes] = [first - rule.daysBefore, last + rule.daysAfter];
  const complete = needs.every(({ met }) => met);
  const status = today < opens ? 'notYet' : complete ? 'complete' : today > closes ? 'overdue' : 'due';
  return { month, due: [iso(first), iso(last)], opens: iso(opens), closes: iso(closes), status, needs };
}

/** A value of the days around the milestone; a survival that was seen later serves as well; a later treatment counts up to it. */
function serves(
  fact: FactJson,
  need: string,
  zero: DayZero,
  window: { readonly from: number; readonly to: number },
): boolean {
  if (fact.value === null) return false;
  const days = daysFromZero(fact, zero);
  if (need === 'sub.kind') return isWithin(days, { from: 0, to: window.to }) !== 'no';
  if (need === 'fu.survival') return days.last >= window.from;
  return isWithin(days, window) !== 'no';
}
