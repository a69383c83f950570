import type { Say } from '../../words/words.ts';
import type { FigureWords } from '../survival/answers.ts';

/** What figures of a model say beside it. */
export interface ModelWords extends FigureWords {
  /** The learner: `auto`. */
  readonly learner: string;
  /** Patients the model learnt from, or was judged on; unknown for models of others. */
  readonly n?: number | undefined;
  readonly events?: number | undefined;
}

/** On whom the figure rests, and that it is for research. */
export function restsOn({ learner, n, events }: Pick<ModelWords, 'learner' | 'n' | 'events'>, say: Say): string {
  const research = say('figure.survival.research');
  if (n === undefined || events === undefined) return research;
  return `${say('figure.model.restsOn', { learner, n, events })} ${research}`;
}

/** With a sign: +0.31, −0.2. */
export function signedText(value: number, say: Say): string {
  const size = Math.abs(value).toLocaleString(say.language, { maximumSignificantDigits: 3 });
  return `${value < 0 ? '−' : '+'}${size}`;
}
