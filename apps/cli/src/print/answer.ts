import type { Answer } from '@linea/criteria';
import { compact, ENVELOPE, fieldName, resultText, warningText } from '@linea/registry/journey';
import type { Say } from '@linea/registry/words';
import { wrapped } from './table.ts';

/** A whole answer for a person: result, further fields, warnings. */
export function answerText(criterion: string, answer: Answer, say: Say): string {
  const lines = [
    `${say(`criterion.${criterion}`)} (${criterion}${answer.version ? ` ${String(answer.version)}` : ''}): ${wrapped(resultText(criterion, answer, say), 110, '  ')}`,
  ];
  if ('value' in answer || Array.isArray(answer.possible)) {
    for (const [key, value] of Object.entries(answer))
      if (!ENVELOPE.has(key)) lines.push(`  ${fieldName(key, say)}: ${wrapped(compact(value, say), 106, '    ')}`);
  }
  for (const warning of answer.warnings ?? [])
    lines.push(`  ${say('cli.warning', { text: warningText(warning, say) })}`);
  return lines.join('\n');
}
