import type { Sentence } from '../brief.ts';
import type { Chart } from '../chart.ts';

/** Linea's own estimate: model, population and decision; each outcome with interval, what moves it and how the model did; and why not. */
export function ownEstimateRows({ estimate, words: { say } }: Chart): readonly Sentence[] {
  if (!estimate) return [];
  const { model, synthetic, population, decision, reasons, rows, responseText } = estimate;
  const head = say('brief.row.own.model', {
    model,
    population: population ?? 'none',
    decision: decision ?? 'none',
    synthetic: synthetic ? 'yes' : 'no',
  });
  const given = rows.filter(({ value }) => value !== null);
  return [
    { text: head, facts: [] },
    ...reasons.map((why) => ({ text: say('brief.row.own.silent', { why }), facts: [] })),
    ...given.map(({ text, contributions, performance, facts }) => ({
      text: say('brief.row.own', { text, moves: contributions.join('; ') || 'none', performance }),
      facts,
    })),
    ...silences(rows).map(([why, outcomes]) => ({
      text: say('brief.row.own.none', { outcomes: outcomes.join('; '), why }),
      facts: [],
    })),
    ...(rows.length > 0 ? [{ text: responseText, facts: [] }] : []),
  ];
}

/** Outcomes without a number by the reason. */
function silences(rows: NonNullable<Chart['estimate']>['rows']): readonly (readonly [string, readonly string[]])[] {
  const byReason = new Map<string, string[]>();
  for (const { value, reasons, outcome } of rows) {
    if (value !== null) continue;
    const why = reasons.join(' ');
    byReason.set(why, [...(byReason.get(why) ?? []), outcome]);
  }
  return [...byReason];
}
