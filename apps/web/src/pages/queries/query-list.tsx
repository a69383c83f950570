import { datesText, spanOfEdtf } from '@linea/briefs';
import type { AskedDocument } from '@linea/registry/contract';
import { Link } from '@tanstack/react-router';
import type { PageWords } from '../../language/words.ts';
import classes from './queries.module.css';

interface ListProps {
  readonly queries: readonly AskedDocument[];
  readonly words: PageWords;
  /** Name the patient of each: in the list of all of them. */
  readonly named?: boolean;
}

const SIGNS: Readonly<Record<string, string>> = { error: '▲', warning: '?', info: 'i' };

/** Questions to whoever keeps the record: how severe, what, where, each place a link to the fact. */
export function QueryList({ queries, words, named = false }: ListProps) {
  const { say } = words;
  return (
    <ul className={classes.list}>
      {queries.map((query) => (
        <li
          key={`${query.patient} ${query.code} ${query.places.map(({ fact }) => fact).join()}`}
          data-severity={query.severity}
        >
          <p className={classes.head}>
            <span className={classes.severity}>
              <span aria-hidden="true">{SIGNS[query.severity]}</span> {say(`web.severity.${query.severity}`)}
            </span>
            {named ? (
              <Link to="/patients/$id/queries" params={{ id: query.patient }}>
                {query.patient}
              </Link>
            ) : null}
            {named ? <span className={classes.quiet}>{query.centre}</span> : null}
            <code>{query.code}</code>
          </p>
          <p className={classes.message}>{query.message[say.language]}</p>
          <ul className={classes.places} aria-label={say('web.queries.places')}>
            {query.places.map((place) => (
              <li key={place.fact}>
                <Link to="/patients/$id" params={{ id: query.patient }} search={{ why: `fact:${place.fact}` }}>
                  {words.labels.item(place.code)}
                </Link>{' '}
                <span className={classes.quiet}>
                  {whenOf(place, words)} · {place.fact}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function whenOf({ start, end }: AskedDocument['places'][number], { say }: PageWords): string {
  const span = spanOfEdtf(`${start ?? '..'}/${end ?? '..'}`);
  return span ? datesText(span, say) : '–';
}
