import { type DerivationJson, datesText, factText, type PatientJson, spanOfEdtf, type Words } from '@linea/briefs';
import { answerWord, assumedFact, fieldName, inputName, possibleOf, resultText } from '@linea/criteria/words';

/** What a derivation is called, and what it is about: `Refractoriness · drug lenalidomide, line 1`. */
export function titleOf(
  { criterion, of, at }: DerivationJson,
  { say }: Words,
): { readonly title: string; readonly about: string } {
  // The day that it speaks of stands beside it in any case.
  const about = Object.entries(of ?? {})
    .filter(([, value]) => value !== at)
    .map(([name, value]) => `${fieldName(name, say)} ${answerWord(criterion, value, say)}`);
  return { title: say.or(`criterion.${criterion}`, criterion), about: about.join(', ') };
}

/** What is still possible, without the words that it is open, where those stand before it anyway. */
export const possibilitiesOf = ({ criterion, ...derivation }: DerivationJson, { say }: Words): string | null =>
  possibleOf(criterion, derivation as never, say);

/** The heart of the answer. What is missing is said apart, so it is left out here. */
export function answerOf(derivation: DerivationJson, { say }: Words): string {
  const { criterion, at: _, of: __, stated: ___, discrepancy: ____, ...answer } = derivation;
  const best = answer.bestConfirmed;
  if (typeof best === 'string') return say('web.best', { response: answerWord(criterion, best, say) });
  return resultText(criterion, { ...answer, missing: [] } as never, say);
}

export const statedOf = ({ criterion, stated }: DerivationJson, { say }: Words): string | null =>
  stated && answerWord(criterion, stated.value, say);

/** What to ask for, in words: codes of the dictionary by their labels, inputs by their names. */
export const missingOf = ({ missing }: DerivationJson, { say, labels }: Words): readonly string[] =>
  missing.map((name) => (name.includes('.') ? labels.item(name) : inputName(name, [], say, labels)));

/** What was taken as if observed, as the dictionary calls it: `ISS as reported III (a058)`. */
export const assumedOf = (
  { assuming }: DerivationJson,
  { facts }: Pick<PatientJson, 'facts'>,
  words: Words,
): readonly { readonly fact: string; readonly text: string }[] =>
  assuming.map((assumed) => {
    const fact = facts.find(({ id }) => id === assumedFact(assumed));
    return fact
      ? { fact: fact.id, text: `${words.labels.item(fact.code)} ${factText(fact, words)}` }
      : { fact: assumedFact(assumed), text: assumed };
  });

/** `31 Mar 2024`; an empty text where the finding belongs to no day. */
export function dayOf({ at }: Pick<DerivationJson, 'at'>, { say }: Words): string {
  const span = at === null ? null : spanOfEdtf(at);
  return span ? datesText(span, say) : '';
}
