import type { Criterion } from '@linea/criteria';
import type { Context } from '../context.ts';
import { wrapped } from './table.ts';

const plain = (answer: unknown): string => (typeof answer === 'object' ? JSON.stringify(answer) : String(answer));

/** `linea derive X --help`: what the criterion is, its inputs, its parameters with their defaults, its answers. */
export function criterionHelp(criterion: Criterion, { say, json }: Context): string {
  const { id, version, source, verification, inputs, params, answers } = criterion;
  if (json) {
    const defaults = Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param]));
    return JSON.stringify({
      id,
      version,
      source,
      verification,
      title: say(`criterion.${id}`),
      inputs,
      params: defaults,
      answers,
    });
  }
  const lines = [
    `${say(`criterion.${id}`)} (${id} ${version})`,
    `${say('cli.help.source')} ${source}. ${say(`cli.verification.${verification}`)}`,
  ];
  if (say.has(`rule.${id}`)) lines.push('', wrapped(say(`rule.${id}`), 100, ''));
  lines.push('', say('cli.help.inputs'));
  for (const [name, help] of Object.entries(inputs)) lines.push(`  ${name.padEnd(24)} ${help}`);
  if (Object.keys(params).length > 0) lines.push('', say('cli.help.params'));
  for (const [name, param] of Object.entries(params)) {
    const allowed = param.allowed ? ` (${param.allowed.join(' | ')})` : '';
    lines.push(`  ${name.padEnd(24)} ${JSON.stringify(param.default)}${allowed}`);
  }
  if (answers) lines.push('', say('cli.help.answers', { answers: answers.map(plain).join(' < ') }));
  return lines.join('\n');
}
