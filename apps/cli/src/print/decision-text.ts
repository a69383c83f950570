import type { DecisionDocument } from '@linea/registry/contract';
import type { Say } from '@linea/registry/words';
import { wrapped } from './table.ts';

const WIDTH = 108;
const row = (text: string, indent = 2): string =>
  `${' '.repeat(indent)}${wrapped(text, WIDTH - indent, ' '.repeat(indent + 2))}`;

type Found = NonNullable<DecisionDocument['decision']>;
type Facts = Found['factors'][number]['facts'];

const factsText = (facts: Facts): string =>
  facts.map(({ id, label, value, on }) => `${label}: ${value} (${on}, ${id})`).join('; ');
const askText = (ask: Found['pattern'][number]['ask'], say: Say): string =>
  say('cli.options.ask', { items: ask.map(({ label }) => label).join('; ') });

/** A decision for a person to read: what is on record, the pattern of trials, then both sides. */
export function decisionText({ patient, asOf, researchUse, decision }: DecisionDocument, say: Say): string {
  if (!decision) return wrapped(say('cli.decision.none', { id: patient }), WIDTH, '');
  const head = [`${decision.title} · ${patient}, ${asOf}`, researchUse, decision.noVerdict];
  return [...head, ...factorsText(decision, say), ...patternText(decision, say), ...evidenceText(decision, say)].join(
    '\n',
  );
}

function factorsText({ factors }: Found, say: Say): readonly string[] {
  const groups = [...new Set(factors.map(({ group }) => group))];
  return groups.flatMap((group) => {
    const these = factors.filter((factor) => factor.group === group);
    return [
      '',
      these[0]?.groupLabel ?? '',
      ...these.map(({ label, number, facts, derived, ask }) => {
        const said = [
          ...(number === null ? [] : [typeof number === 'number' ? String(number) : number.join('–')]),
          ...(facts.length > 0 ? [factsText(facts)] : []),
          ...derived.map(({ title, text }) => `${title}: ${text}`),
          ...(ask.length > 0 ? [askText(ask, say)] : []),
        ];
        return row(`${label}: ${said.length > 0 ? said.join('; ') : '–'}`);
      }),
    ];
  });
}

function patternText({ pattern, patternNote }: Found, say: Say): readonly string[] {
  if (pattern.length === 0 || patternNote === null) return [];
  return [
    '',
    patternNote,
    ...pattern.map(({ text, answer, facts, ask }) => {
      const more = [...(facts.length > 0 ? [factsText(facts)] : []), ...(ask.length > 0 ? [askText(ask, say)] : [])];
      return row(`${say(`therapy.answer.${answer}`)}: ${text}${more.length > 0 ? ` – ${more.join('; ')}` : ''}`);
    }),
  ];
}

const evidenceText = ({ evidence }: Found, say: Say): readonly string[] =>
  (['for', 'against', 'limits'] as const).flatMap((side) => {
    const these = evidence.filter((one) => one.side === side);
    return these.length === 0
      ? []
      : [
          '',
          these[0]?.sideLabel ?? '',
          ...these.map(({ text, mark, source }) => row(`${text} [${say(`therapy.mark.${mark}`)}; ${source.citation}]`)),
        ];
  });
