import { type FactJson, factText, type Words, whenText } from '@linea/briefs';
import classes from './why.module.css';

/** A fact in full: what it says, when it was true, since when it was known, where it was read. */
export function FactCard({
  fact,
  words,
  onPick,
}: {
  readonly fact: FactJson;
  readonly words: Words;
  readonly onPick?: (id: string) => void;
}) {
  const { say, labels } = words;
  const known = fact.known.slice(0, 10);
  return (
    <div className={classes.fact}>
      <div className={classes.factHead}>
        <span>
          {labels.item(fact.code)} <strong>{factText(fact, words)}</strong>
        </span>
        {fact.stated ? <span className={classes.badge}>{say('web.fact.stated')}</span> : null}
        {fact.supersedes ? <span className={classes.badge}>{say('web.fact.corrected')}</span> : null}
      </div>
      <div className={classes.factLine}>
        {whenText(fact, say)} ·{' '}
        {say(fact.knownBasis === 'assumed' ? 'web.fact.knownAssumed' : 'web.fact.known', { day: known })}
      </div>
      {fact.note ? <div className={classes.factLine}>“{fact.note}”</div> : null}
      <div className={classes.factSource}>
        {onPick ? (
          <button
            type="button"
            className={classes.idLink}
            onClick={() => onPick(`fact:${fact.id}`)}
            aria-label={say('web.fact.open', { id: fact.id })}
          >
            {fact.id}
          </button>
        ) : (
          <code>{fact.id}</code>
        )}{' '}
        <code>{fact.code}</code> ← {fact.source}
      </div>
    </div>
  );
}
