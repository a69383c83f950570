import type { CohortCurvesDocument } from '@linea/registry/contract';
import type { ReactNode } from 'react';
import type { PageWords } from '../../language/words.ts';
import classes from './cohort.module.css';

interface HowReadProps {
  readonly words: PageWords;
  readonly definitions?: CohortCurvesDocument['definitions'];
  /** What is counted, and what is not shown: a point each. */
  readonly children: ReactNode;
}

/** The definition printed with a figure: what is counted, of whom, and what is not shown. */
export function HowRead({ words, definitions = [], children }: HowReadProps) {
  const { say, labels } = words;
  return (
    <details className={classes.definition} open>
      <summary>{say('web.cohort.howRead')}</summary>
      {definitions.map(({ id, disease, sentence, source }) => (
        <p key={id}>
          <strong>{labels.answer('reg.indication', disease)}.</strong> {sentence}{' '}
          <span className={classes.quiet}>{say('web.cohort.source', { source })}</span>
        </p>
      ))}
      {definitions.length > 1 ? <p>{say('web.cohort.manyDiseases')}</p> : null}
      <ul>{children}</ul>
    </details>
  );
}
