import type { Condition } from '../gate/condition.ts';
import type { Answer } from '../gate/judged.ts';
import type { RegulatoryStatus } from '../knowledge/knowledge.ts';
import type { Group, Option } from './options.ts';

interface Move<T> {
  readonly before: T;
  readonly after: T;
}

/** What is another answer than it was on an earlier day, of one therapy. */
export interface OptionChange {
  readonly id: string;
  readonly group: Move<Group> | null;
  readonly europe: (Move<RegulatoryStatus> & { readonly since: string | null }) | null;
  readonly italy: (Move<RegulatoryStatus> & { readonly since: string | null }) | null;
  readonly reimbursed: Move<Option['reimbursed']['answer']> | null;
  readonly conditions: readonly (Move<Answer> & { readonly condition: Condition })[];
}

const move = <T>(before: T, after: T): Move<T> | null => (before === after ? null : { before, after });

/** What had changed between two days: decisions of authorities, conditions that facts now meet or fail, the groups. */
export function changesBetween(before: readonly Option[], after: readonly Option[]): readonly OptionChange[] {
  return after.flatMap((now): readonly OptionChange[] => {
    const then = before.find(({ id }) => id === now.id);
    if (!then) return [];
    const status = (place: 'europe' | 'italy') => {
      const moved = move(then[place].status, now[place].status);
      return moved && { ...moved, since: now[place].since };
    };
    const change: OptionChange = {
      id: now.id,
      group: move(then.group, now.group),
      europe: status('europe'),
      italy: status('italy'),
      reimbursed: move(then.reimbursed.answer, now.reimbursed.answer),
      conditions: now.label.conditions.flatMap(({ condition, answer }) => {
        const earlier = then.label.conditions.find((one) => one.condition === condition);
        const moved = earlier && move(earlier.answer, answer);
        return moved ? [{ condition, ...moved }] : [];
      }),
    };
    const { group, europe, italy, reimbursed, conditions } = change;
    return group || europe || italy || reimbursed || conditions.length > 0 ? [change] : [];
  });
}
