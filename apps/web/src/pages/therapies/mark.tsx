import { useSay } from '../../language/say.tsx';
import classes from './options.module.css';

const SIGN: Readonly<Record<string, string>> = { met: '✓', yes: '✓', 'not-met': '✗', no: '✗', unknown: '?' };

/** How far a statement was checked. */
export function Mark({ mark }: { readonly mark: 'verified' | 'memory' | 'document' | null }) {
  const say = useSay();
  return mark === null ? null : (
    <span className={classes.mark} data-mark={mark} title={say(`web.mark.${mark}.long`)}>
      {say(`web.mark.${mark}`)}
    </span>
  );
}

/** Met, not met or unknown as a sign; the word stands beside it. */
export function Sign({ answer }: { readonly answer: string }) {
  return (
    <span className={classes.sign} data-answer={answer} aria-hidden="true">
      {SIGN[answer]}
    </span>
  );
}
