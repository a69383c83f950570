import type { ObservedValue } from '@linea/registry/observation';

/** The questions of ICE as they are asked, one by one, by the item whose points they give. */
export const ICE = {
  orientation: ['year', 'month', 'city', 'hospital'],
  naming: ['first', 'second', 'third'],
  command: ['command'],
  writing: ['writing'],
  attention: ['attention'],
} as const;

export type IceItem = keyof typeof ICE;
export type IceQuestion = (typeof ICE)[IceItem][number];
/** An answer that counts, one that does not, or a question that could not be put: which is no zero. */
export type IceAnswer = 'right' | 'wrong' | 'notTestable';
export type IceAnswers = Readonly<Partial<Record<IceQuestion, IceAnswer>>>;

export const ICE_ITEMS = Object.keys(ICE) as readonly IceItem[];
export const ICE_QUESTIONS: readonly IceQuestion[] = ICE_ITEMS.flatMap((item): readonly IceQuestion[] => ICE[item]);

export const ICE_CODES: Readonly<Record<IceItem, string>> = {
  orientation: 'day.iceOrientation',
  naming: 'day.iceNaming',
  command: 'day.iceCommand',
  writing: 'day.iceWriting',
  attention: 'day.iceAttention',
};

const count = (questions: readonly IceQuestion[], answers: IceAnswers, wanted: IceAnswer): number =>
  questions.filter((question) => answers[question] === wanted).length;

/**
 * What the answers say, as values of the sheet. An item of which a part was asked is an interval: from what was right to what
 * may have been. One that could not be tested at all is named as such; one that was not asked says nothing.
 */
export function iceValues(answers: IceAnswers): readonly ObservedValue[] {
  const untested = ICE_ITEMS.filter((item) => count(ICE[item], answers, 'notTestable') === ICE[item].length);
  if (untested.length === ICE_ITEMS.length) return [{ code: 'day.iceNotTestable', value: ['all'] }];
  const values = ICE_ITEMS.flatMap((item): readonly ObservedValue[] => {
    const questions: readonly IceQuestion[] = ICE[item];
    const [right, wrong] = [count(questions, answers, 'right'), count(questions, answers, 'wrong')];
    if (right + wrong === 0) return [];
    const code = ICE_CODES[item];
    if (right + wrong === questions.length) return [{ code, value: right, unit: '{score}' }];
    return [{ code, low: right, high: questions.length - wrong, unit: '{score}' }];
  });
  return untested.length === 0 ? values : [...values, { code: 'day.iceNotTestable', value: untested }];
}

/** The least and most of the score, with the questions still open; null while none was answered. */
export function iceScore(answers: IceAnswers): { readonly low: number; readonly high: number } | null {
  if (!ICE_QUESTIONS.some((question) => answers[question] === 'right' || answers[question] === 'wrong')) return null;
  return {
    low: count(ICE_QUESTIONS, answers, 'right'),
    high: ICE_QUESTIONS.length - count(ICE_QUESTIONS, answers, 'wrong'),
  };
}
