import type { DocumentDocument } from '@linea/registry/contract';
import { Link } from '@tanstack/react-router';
import { useSay } from '../../language/say.tsx';
import classes from './documents.module.css';

/** A document as it is printed; beside each sentence the facts it rests on, each a way to where it came from. */
export function DocumentSheet({ of }: { readonly of: DocumentDocument }) {
  return (
    <article className={classes.sheet} aria-labelledby="document-title" data-kind={of.kind} lang={of.language}>
      <h2 id="document-title">{of.title}</h2>
      {of.banners.map((text) => (
        <p key={text} className={classes.banner}>
          {text}
        </p>
      ))}
      {of.emergency ? (
        <section className={classes.emergency} aria-labelledby="document-emergency">
          <h3 id="document-emergency">{of.emergency.heading}</h3>
          {of.emergency.numbers.map((number) => (
            <p key={number} className={classes.number}>
              {number}
            </p>
          ))}
          {of.emergency.texts.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
      ) : null}
      {of.sections.map(({ id, title, note, passages, gap }) => (
        <section key={id} className={classes.section} aria-labelledby={`document-${id}`}>
          <h3 id={`document-${id}`}>{title}</h3>
          {note ? <p className={classes.note}>{note}</p> : null}
          {passages.length > 0 ? (
            <ul>
              {passages.map(({ text, facts, kind }) => (
                <li key={text} data-kind={kind}>
                  {text} <Facts patient={of.patient} asOf={of.asOf} facts={facts} />
                </li>
              ))}
            </ul>
          ) : null}
          {gap ? <p className={classes.gap}>{gap}</p> : null}
        </section>
      ))}
      {of.closing.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <p className={classes.note}>{of.footer}</p>
    </article>
  );
}

interface FactsProps {
  readonly patient: string;
  readonly asOf: string;
  readonly facts: readonly string[];
}

/** Links to facts that a line has room for. */
const SHOWN = 6;

/** The facts of a sentence; on paper they are left out. */
function Facts({ patient, asOf, facts }: FactsProps) {
  const say = useSay();
  if (facts.length === 0) return null;
  return (
    <span className={classes.facts}>
      {facts.slice(0, SHOWN).map((fact) => (
        <Link
          key={fact}
          to="/patients/$id"
          params={{ id: patient }}
          search={(before) => ({ ...before, asOf, why: `fact:${fact}` })}
          aria-label={say('web.documents.fact', { fact })}
        >
          {fact}
        </Link>
      ))}
      {facts.length > SHOWN ? <span>{say('web.documents.more', { count: facts.length - SHOWN })}</span> : null}
    </span>
  );
}
