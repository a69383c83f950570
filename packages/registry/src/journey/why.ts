import { criterionById, type Derivation } from '@linea/criteria';
import { type Fact, factJson, type Result, refused, shown } from '@linea/facts';
import type { Say } from '../words/index.ts';
import type { Journey } from './derive-journey.ts';
import { derivationJson } from './journey.ts';

/** What is found of a finding: the derivations of a criterion, the facts of a code, or one fact. */
export interface Finding {
  readonly name: string;
  readonly derivations: readonly Derivation[];
  readonly facts: readonly Fact[];
}

/**
 * A finding of a patient: a criterion, a code or a fact.
 *
 * @param about  `line=1`, `agent=lenalidomide`: only the derivation about this
 */
export function finding(of: Journey, name: string, about?: string): Result<Finding> {
  const derivations = of.derivations.filter((one) => one.criterion === name && isAbout(one, about));
  const fact = of.view.fact(name);
  const facts = fact ? [fact] : of.view.byCode(name);
  if (derivations.length > 0 || facts.length > 0) return { ok: true, value: { name, derivations, facts } };
  const known = [...new Set(of.derivations.map(({ criterion }) => criterion))].join(', ');
  const code = criterionById(name) ? 'finding.notForPatient' : 'finding.unknown';
  return refused({ code, at: of.patient.id, got: shown(name), allowed: known });
}

const isAbout = ({ of }: Derivation, wanted: string | undefined): boolean => {
  const [name, value] = wanted?.split('=') ?? [];
  return name === undefined || String(of?.[name]) === value;
};

/** A criterion in words: what it is called, what it says, where it comes from. */
export const ruleOf = (criterion: string, say: Say) => {
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

/** The public JSON of `linea why`: from a finding down to facts, sources and rule. */
export const whyJson = (of: Journey, { name, derivations, facts }: Finding, say: Say): Record<string, unknown> => ({
  patient: of.patient.id,
  finding: name,
  asOf: of.asOf,
  knownAt: of.knownAt,
  derivations: derivations.map((derivation) => ({
    ...derivationJson(derivation, of, say),
    rule: ruleOf(derivation.criterion, say),
    inputs: inputsJson(derivation, of),
  })),
  facts: facts.map(factJson),
});

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
