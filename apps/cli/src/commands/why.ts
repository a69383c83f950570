import type { Derivation } from '@linea/criteria';
import { type Fact, formatSource } from '@linea/facts';
// biome-ignore format: a list
import {
  aboutText, answerLabel, assumingText, codeLabel, compact, discrepancyText, factText, fieldName, finding, inputName, type Journey, resultText, ruleOf, spanText, warningText, whyJson,
} from '@linea/registry/journey';
import type { Say } from '@linea/registry/words';
import type { Context } from '../context.ts';
import { askedFor } from '../print/journey-text.ts';
import { wrapped } from '../print/table.ts';
import { patientIn, withRegistry } from '../registry/reach.ts';
import { accepted, journeySeen, type SeenOptions } from '../seen.ts';

/** `linea why ID FINDING`: the tree from a finding down to facts, sources and rule. A finding is a criterion, a code or a fact. */
export async function whyCommand(
  id: string,
  name: string,
  options: SeenOptions & { of?: string },
  { io, say, json }: Context,
): Promise<void> {
  const patient = await withRegistry(io, options, (reach) => patientIn(reach, id));
  const of = journeySeen(patient, options, io.now());
  const found = accepted(finding(of, name, options.of));
  if (json) return io.out(`${JSON.stringify(whyJson(of, found, say))}\n`);
  const trees = [
    ...found.derivations.map((derivation) => tree(derivation, of, say)),
    ...found.facts.map((fact) => factLine(fact, of, say)),
  ];
  const label = patient.synthetic ? `${say('cli.synthetic')}\n` : '';
  io.out(`${label}${trees.join('\n\n')}\n`);
}

/** A derivation as a tree of lines: result, rule with its source, then input by input the facts it rests on. */
function tree(derivation: Derivation, of: Journey, say: Say): string {
  const { criterion, answer, assuming, stated } = derivation;
  const rule = ruleOf(criterion, say);
  const lines = [
    `${rule?.title ?? criterion}: ${resultText(criterion, answer, say, (code) => askedFor(code, say))}`,
    `├─ ${aboutText(derivation, say)}${derivation.at ? `, ${derivation.at}` : ''}`,
  ];
  lines.push(
    `├─ ${say('cli.why.rule', { source: rule?.source ?? '', version: rule?.version ?? '' })} ${say(`cli.verification.${rule?.verification ?? 'verified'}`)}`,
  );
  if (rule?.text) lines.push(`│    ${wrapped(rule.text.replaceAll('\n', ' '), 104, '│    ')}`);
  const params = Object.entries((answer.params ?? {}) as object);
  if (params.length > 0)
    lines.push(
      `├─ ${say('cli.why.params', { params: params.map(([name, value]) => `${fieldName(name, say)} ${compact(value, say)}`).join(', ') })}`,
    );
  if (assuming.length > 0) lines.push(`├─ ${assumingText(assuming, of, say)}`);
  if (stated) lines.push(`├─ ${say('journey.stated', { value: compact(stated.value, say), fact: stated.fact })}`);
  const message = discrepancyText(derivation, of, say);
  if (message) lines.push(`├─ ! ${wrapped(message, 104, '│    ')}`);
  for (const warning of answer.warnings ?? [])
    lines.push(`├─ ${say('cli.warning', { text: warningText(warning, say) })}`);
  const inputs = Object.entries(derivation.inputs);
  for (const [index, [name, input]] of inputs.entries()) {
    const last = index === inputs.length - 1;
    const known = input.value !== null && input.value !== undefined;
    lines.push(
      `${last ? '└─' : '├─'} ${inputName(name, input.codes, say, labelsIn(say))}: ${known ? wrapped(compact(input.value, say), 100, '│    ') : say('cli.why.unknown', { codes: input.codes.join(', ') })}`,
    );
    for (const id of input.facts) {
      const fact = of.view.fact(id);
      if (fact) lines.push(`${last ? '  ' : '│ '}   ${factLine(fact, of, say)}`);
    }
  }
  return lines.join('\n');
}

const labelsIn = (say: Say) => ({
  item: (code: string) => codeLabel(code, say),
  answer: (code: string, answer: string) => answerLabel(code, answer, say),
});

const factLine = (fact: Fact, { view }: Journey, say: Say): string =>
  `${fact.id}  ${spanText(view.span(fact))}  ${codeLabel(fact.code, say)} ${factText(fact, say)}${fact.stated ? ` ${say('journey.statedMark')}` : ''}  ← ${formatSource(fact.source)}`;
