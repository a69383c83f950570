import { type DerivationJson, findingPick, type PatientJson, type Words } from '@linea/briefs';
import { useId } from 'react';
import classes from './conclusions.module.css';
import { answerOf, assumedOf, dayOf, missingOf, possibilitiesOf, statedOf, titleOf } from './finding-words.ts';
import { findingsOf } from './findings.ts';

interface ConclusionsProps {
  readonly patient: PatientJson;
  readonly words: Words;
  readonly onPick: (id: string) => void;
}

/** Stated beside derived: what contradicts first, then what is open with what to ask for, then what is settled. */
export function Conclusions({ patient, words, onPick }: ConclusionsProps) {
  const { say } = words;
  const { differing, open, settled } = findingsOf(patient);
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.conclusions}>
      <h2 id={id}>{say('web.conclusions')}</h2>
      <h3 className={classes.kind}>
        <span className={classes.mark} data-kind="differing" aria-hidden="true">
          ▲
        </span>
        {say('web.conclusions.differing', { count: differing.length })}
      </h3>
      <ul className={classes.list}>
        {differing.map((derivation, index) => (
          <Card
            key={keyOf(derivation, index)}
            kind="differing"
            derivation={derivation}
            patient={patient}
            words={words}
            onPick={onPick}
          />
        ))}
      </ul>
      <h3 className={classes.kind}>
        <span className={classes.mark} data-kind="open" aria-hidden="true">
          ?
        </span>
        {say('web.conclusions.open', { count: open.length })}
      </h3>
      <ul className={classes.list}>
        {open.map((derivation, index) => (
          <Card
            key={keyOf(derivation, index)}
            kind="open"
            derivation={derivation}
            patient={patient}
            words={words}
            onPick={onPick}
          />
        ))}
      </ul>
      <details className={classes.settled}>
        <summary>{say('web.conclusions.settled', { count: settled.length })}</summary>
        <ul className={classes.list}>
          {settled.map((derivation, index) => (
            <Card
              key={keyOf(derivation, index)}
              kind="settled"
              derivation={derivation}
              patient={patient}
              words={words}
              onPick={onPick}
            />
          ))}
        </ul>
      </details>
      {patient.warnings.length > 0 ? (
        <details className={classes.settled}>
          <summary>{say('web.conclusions.warnings', { count: patient.warnings.length })}</summary>
          <ul className={classes.warnings}>
            {patient.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

const keyOf = ({ criterion, of, assuming }: DerivationJson, index: number): string =>
  `${criterion} ${JSON.stringify(of)} ${assuming.join()} ${index}`;

interface CardProps extends ConclusionsProps {
  readonly kind: 'differing' | 'open' | 'settled';
  readonly derivation: DerivationJson;
}

/** One finding: what it is, what was stated, what follows from the facts, what is missing. The whole card opens its tree. */
function Card({ kind, derivation, patient, words, onPick }: CardProps) {
  const { say } = words;
  const { title, about } = titleOf(derivation, words);
  const stated = statedOf(derivation, words);
  const missing = missingOf(derivation, words);
  const day = dayOf(derivation, words);
  return (
    <li className={classes.card} data-kind={kind}>
      <button type="button" onClick={() => onPick(findingPick(derivation))}>
        <span className={classes.title}>
          {title}
          {about ? <span className={classes.about}> · {about}</span> : null}
        </span>
        {day ? <span className={classes.day}>{day}</span> : null}
        <span className={classes.answers}>
          {stated ? (
            <span>
              <span className={classes.word}>{say('web.stated')}</span> {stated}
            </span>
          ) : null}
          <span>
            <span className={classes.word}>{say(kind === 'open' ? 'web.possible' : 'web.derived')}</span>{' '}
            <strong>{(kind === 'open' && possibilitiesOf(derivation, words)) || answerOf(derivation, words)}</strong>
            {derivation.assuming.length > 0 ? (
              <span className={classes.about}>
                {' '}
                {say('web.assuming', {
                  facts: assumedOf(derivation, patient, words)
                    .map(({ fact, text }) => `${text}, ${fact}`)
                    .join('; '),
                })}
              </span>
            ) : null}
          </span>
          {kind === 'open' && missing.length > 0 ? (
            <span>
              <span className={classes.word}>{say('web.ask')}</span> {missing.join(', ')}
            </span>
          ) : null}
        </span>
      </button>
    </li>
  );
}
