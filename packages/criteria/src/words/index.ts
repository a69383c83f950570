export { ENVELOPE } from '../engine/envelope.ts';
export {
  amountText,
  answerWord,
  assumedFact,
  compact,
  fieldName,
  inputName,
  type Manner,
  numberText,
  possibleOf,
  possibleText,
  resultText,
  warningText,
} from './answer.ts';
export { daysText, dayText } from './dates.ts';
export type { Say } from './say.ts';
