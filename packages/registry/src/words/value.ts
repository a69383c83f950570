import { type Fact, formatEdtf, item, partialDate, type Span, type Value } from '@linea/facts';
import { printedUnit } from '@linea/facts/printed-unit';
import type { Say } from './say.ts';

/** The label of a code in the reader's language. */
export const codeLabel = (code: string, say: Say): string =>
  say.language === 'it' ? item(code).labelIt : item(code).labelEn;

/** A coded answer of an item in the reader's language; where the list lives elsewhere the name of a drug, else the code itself. */
export const answerLabel = (code: string, answer: string, say: Say): string =>
  item(code).values?.find((value) => value.code === answer)?.[say.language] ?? say.or(`drug.${answer}`, answer);

const number = (value: number, say: Say): string =>
  value.toLocaleString(say.language, { maximumSignificantDigits: 8, useGrouping: false });

function valueText(code: string, value: Value, say: Say): string {
  switch (value.kind) {
    case 'number':
      return `${value.comparator ? `${value.comparator} ` : ''}${number(value.number, say)}${unitText(value.unit)}`;
    case 'interval':
      return `${number(value.low, say)}–${number(value.high, say)}${unitText(value.unit)}`;
    case 'code':
      return answerLabel(code, value.code, say);
    case 'codes':
      return value.codes.map((answer) => answerLabel(code, answer, say)).join(', ');
    case 'text':
      return value.text;
    case 'boolean':
      return say(value.boolean ? 'value.yes' : 'value.no');
    case 'date':
      return formatEdtf(value.date);
    case 'reference':
      return value.event;
  }
}

const unitText = (unit: string | null): string => {
  const printed = printedUnit(unit);
  return printed === '' ? '' : ` ${printed}`;
};

/** What a fact says: its value, or why there is none and the words that stand for it. */
export function factText(fact: Fact, say: Say): string {
  if (fact.value) return valueText(fact.code, fact.value, say);
  const word = fact.qualifiers?.interpretation;
  const absent = say(`absent.${fact.absent ?? 'unknown'}`);
  return word
    ? `${absent}; ${say('journey.statedWord', { word: answerLabel('lab.interpretation', word, say) })}`
    : absent;
}

export const spanText = (days: Span): string => formatEdtf(partialDate(days));
