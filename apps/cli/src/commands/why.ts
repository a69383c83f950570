import { criterionById, type Derivation } from '@linea/criteria';
import { type Fact, factJson, formatSource, shown } from '@linea/facts';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { aboutText, derivationJson, discrepancyText, type Journey, journey } from '../journey.ts';
import type { Say } from '../language.ts';
import { knownPatient } from '../patients.ts';
import { compact, fieldName, resultText, warningText } from '../print/answer.ts';
import { wrapped } from '../print/table.ts';
import { codeLabel, factText, spanText } from '../print/value.ts';
import { type SeenOptions, seenAs } from '../seen.ts';

/** `linea why ID FINDING`: the tree from a finding down to facts, sources and rule. A finding is a criterion, a code or a fact. */
export async function whyCommand(
  id: string,
  finding: string,
  options: SeenOptions & { of?: string },
  context: Context,
): Promise<void> {
  const { io, say, json } = context;
  const known = await knownPatient(id, options.facts, io.now());
  const of = journey(known, seenAs(known, options, io.now()));
  const found = of.derivations.filter(
    (derivation) => derivation.criterion === finding && isAbout(derivation, options.of),
  );
  const fact = of.view.fact(finding);
  const facts = fact ? [fact] : of.view.byCode(finding);
  if (found.length === 0 && facts.length === 0) throw notThere(of, finding);
  if (json) {
    const derivations = found.map((derivation) => ({
      ...derivationJson(derivation, say),
      rule: ruleOf(derivation.criterion, say),
      inputs: inputsJson(derivation, of),
    }));
    io.out(
      `${JSON.stringify({ patient: id, finding, asOf: of.asOf, knownAt: of.knownAt, derivations, facts: facts.map(factJson) })}\n`,
    );
    return;
  }
  io.out(
    `${[...found.map((derivation) => tree(derivation, of, say)), ...facts.map((fact) => factLine(fact, of, say))].join('\n\n')}\n`,
  );
}

const isAbout = ({ of }: Derivation, wanted: string | undefined): boolean => {
  const [name, value] = wanted?.split('=') ?? [];
  return name === undefined || String(of?.[name]) === value;
};

function notThere(of: Journey, finding: string): Refused {
  const known = [...new Set(of.derivations.map(({ criterion }) => criterion))].join(', ');
  const code = criterionById(finding) ? 'finding.notForPatient' : 'finding.unknown';
  return new Refused([{ code, at: of.patient.id, got: shown(finding), allowed: known }]);
}

const ruleOf = (criterion: string, say: Say) => {
  const found = criterionById(criterion);
  return (
    found && {
      id: criterion,
      title: say(`criterion.${criterion}`),
      text: say.or(`rule.${criterion}`, ''),
      version: found.version,
      source: found.source,
      verification: found.verification,
    }
  );
};

const inputsJson = (derivation: Derivation, { view }: Journey) =>
  Object.entries(derivation.inputs).map(([input, { value, facts, codes }]) => ({
    input,
    value,
    codes,
    facts: facts.flatMap((id) => {
      const fact = view.fact(id);
      return fact ? [factJson(fact)] : [];
    }),
  }));

/** A derivation as a tree of lines: result, rule with its source, then input by input the facts it rests on. */
function tree(derivation: Derivation, of: Journey, say: Say): string {
  const { criterion, answer, assuming, stated } = derivation;
  const rule = ruleOf(criterion, say);
  const lines = [
    `${rule?.title ?? criterion}: ${resultText(criterion, answer, say)}`,
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
  if (assuming.length > 0) lines.push(`├─ ${say('cli.assuming', { facts: assuming.join(', ') })}`);
  if (stated) lines.push(`├─ ${say('cli.stated', { value: compact(stated.value, say), fact: stated.fact })}`);
  const message = discrepancyText(derivation, say);
  if (message) lines.push(`├─ ! ${wrapped(message, 104, '│    ')}`);
  for (const warning of answer.warnings ?? [])
    lines.push(`├─ ${say('cli.warning', { text: warningText(warning, say) })}`);
  const inputs = Object.entries(derivation.inputs);
  for (const [index, [name, input]] of inputs.entries()) {
    const last = index === inputs.length - 1;
    const known = input.value !== null && input.value !== undefined;
    lines.push(
      `${last ? '└─' : '├─'} ${name}: ${known ? wrapped(compact(input.value, say), 100, '│    ') : say('cli.why.unknown', { codes: input.codes.join(', ') })}`,
    );
    for (const id of input.facts) {
      const fact = of.view.fact(id);
      if (fact) lines.push(`${last ? '  ' : '│ '}   ${factLine(fact, of, say)}`);
    }
  }
  return lines.join('\n');
}

const factLine = (fact: Fact, { view }: Journey, say: Say): string =>
  `${fact.id}  ${spanText(view.span(fact))}  ${codeLabel(fact.code, say)} ${factText(fact, say)}${fact.stated ? ` ${say('cli.statedMark')}` : ''}  ← ${formatSource(fact.source)}`;
