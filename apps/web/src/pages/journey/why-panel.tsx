import { type DerivationJson, type FactJson, findingPick, type PatientJson, type Words } from '@linea/briefs';
import { compact, fieldName, inputName, warningText } from '@linea/criteria/words';
import type { CorrectionDocument, WhyDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { type Seen, whyQuery } from '../../api/queries.ts';
import { Trouble } from '../../app/shell.tsx';
import type { PageWords } from '../../language/words.ts';
import { FactCard } from './fact-card.tsx';
import { answerOf, assumedOf, dayOf, missingOf, statedOf, titleOf } from './finding-words.ts';
import { type Asked, askedBy, findingsOf, isAbout } from './findings.ts';
import classes from './why.module.css';

const CorrectionForm = lazy(() =>
  import('./correction-form.tsx').then(({ CorrectionForm }) => ({ default: CorrectionForm })),
);

interface WhyProps {
  readonly patient: PatientJson;
  readonly pick: string;
  readonly seen: Seen;
  readonly words: PageWords;
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
}

/** The tree from a value down to facts, sources and the rule with its citation. */
export function WhyPanel({ patient, pick, seen, words, onPick, onClose }: WhyProps) {
  const { say } = words;
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another pick is read from its start
  useEffect(() => heading.current?.focus(), [pick]);
  const asked = askedBy(pick);
  const [done, setDone] = useState<{ readonly pick: string; readonly text: string } | null>(null);
  const corrected = (made: string, kind: CorrectionDocument['kind']): void => {
    const next = `fact:${made}`;
    setDone({
      pick: next,
      text: say(kind === 'withdrawn' ? 'web.correct.doneWithdrawn' : 'web.correct.done', { id: made }),
    });
    onPick(next);
  };
  return (
    <section
      className={classes.panel}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className={classes.top}>
        <h2 id={id} ref={heading} tabIndex={-1}>
          {say('web.why')}
        </h2>
        <button type="button" className={classes.close} onClick={onClose}>
          {say('web.why.close')}
        </button>
      </div>
      <p role="status" className={done?.pick === pick ? classes.done : undefined}>
        {done?.pick === pick ? done.text : null}
      </p>
      {asked ? (
        <Answer asked={asked} patient={patient} seen={seen} words={words} onPick={onPick} onCorrected={corrected} />
      ) : (
        <p>{say('web.why.nothing')}</p>
      )}
    </section>
  );
}

interface AnswerProps extends Omit<WhyProps, 'pick' | 'onClose'> {
  /** @param id  of the version to show next */
  readonly onCorrected: (id: string, kind: CorrectionDocument['kind']) => void;
}

function Answer({ asked, ...rest }: AnswerProps & { asked: Asked }) {
  if (asked.kind === 'fact') return <FactAnswer id={asked.id} {...rest} />;
  if (asked.kind === 'day') return <DayAnswer at={asked.at} which={asked.which} {...rest} />;
  return <FindingAnswer criterion={asked.criterion} about={asked.about} {...rest} />;
}

/** A fact, what was observed with it, and what the criteria make of it. It is all in the journey already. */
function FactAnswer({ id, patient, words, onPick, onCorrected }: AnswerProps & { id: string }) {
  const { say } = words;
  const fact = patient.facts.find((one) => one.id === id);
  if (!fact) return <p>{say('web.why.notSeen', { id })}</p>;
  const together = patient.facts.filter((one) => one.event === fact.event && one.id !== id);
  const uses = patient.derivations.filter(
    ({ because, assuming, stated }) =>
      because.includes(id) || assuming.some((one) => one.startsWith(id)) || stated?.fact === id,
  );
  return (
    <>
      <FactCard fact={fact} words={words} />
      <Correcting
        key={fact.id}
        patient={patient.patient}
        fact={fact}
        words={words}
        onPick={onPick}
        onCorrected={(made, kind) => onCorrected(kind === 'withdrawn' ? id : made, kind)}
      />
      {together.length > 0 ? (
        <>
          <h3>{say('web.why.together')}</h3>
          {together.map((one) => (
            <FactCard key={one.id} fact={one} words={words} onPick={onPick} />
          ))}
        </>
      ) : null}
      <h3>{say('web.why.uses', { count: uses.length })}</h3>
      <Links derivations={uses} words={words} onPick={onPick} />
    </>
  );
}

/** The form of a correction, fetched when it is asked for, and what came of it. */
function Correcting({
  patient,
  fact,
  words,
  onPick,
  onCorrected,
}: Pick<AnswerProps, 'words' | 'onPick' | 'onCorrected'> & { patient: string; fact: FactJson }) {
  const { say } = words;
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  if (!open)
    return (
      <button ref={opener} type="button" className={classes.correct} onClick={() => setOpen(true)}>
        {say('web.correct')}
      </button>
    );
  return (
    <Suspense fallback={<p>{say('web.loading')}</p>}>
      <CorrectionForm
        patient={patient}
        fact={fact}
        words={words}
        onPick={onPick}
        onCancel={close}
        onDone={onCorrected}
      />
    </Suspense>
  );
}

/** All findings of one day. */
function DayAnswer({ at, which, patient, words, onPick }: AnswerProps & { at: string; which: string }) {
  const { differing, open } = findingsOf(patient);
  const days = at.split(',');
  const found = (which === 'open' ? open : differing).filter((one) => one.at !== null && days.includes(one.at));
  return (
    <>
      <h3>{days.map((day) => dayOf({ at: day }, words)).join(', ')}</h3>
      <Links derivations={found} words={words} onPick={onPick} />
    </>
  );
}

function Links({
  derivations,
  words,
  onPick,
}: {
  derivations: readonly DerivationJson[];
  words: Words;
  onPick: (id: string) => void;
}) {
  return (
    <ul className={classes.links}>
      {derivations.map((derivation, index) => {
        const { title, about } = titleOf(derivation, words);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two of one criterion may differ in nothing but their parameters
          <li key={`${derivation.criterion} ${about} ${index}`}>
            <button type="button" className={classes.link} onClick={() => onPick(findingPick(derivation))}>
              {title}
              {about ? ` · ${about}` : ''}
            </button>
            : {answerOf(derivation, words)}
          </li>
        );
      })}
    </ul>
  );
}

function FindingAnswer({
  criterion,
  about,
  patient,
  seen,
  words,
  onPick,
}: AnswerProps & { criterion: string; about: Readonly<Record<string, string>> }) {
  const { say } = words;
  const [first] = Object.entries(about);
  const why = useQuery(whyQuery(patient.patient, criterion, first?.join('='), seen, say.language));
  if (why.error) return <Trouble error={why.error} />;
  if (!why.data) return <p>{say('web.loading')}</p>;
  const derivations = why.data.derivations.filter((one) => isAbout(one as DerivationJson, about));
  return (
    <div aria-busy={why.isPlaceholderData}>
      {derivations.map((derivation, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the answer has an order of its own
        <Tree key={index} derivation={derivation} patient={patient} words={words} onPick={onPick} />
      ))}
    </div>
  );
}

type WhyDerivation = WhyDocument['derivations'][number];

/** One derivation: result, stated value, what is missing, the rule, then input by input the facts it rests on. */
function Tree({
  derivation,
  patient,
  words,
  onPick,
}: {
  derivation: WhyDerivation;
  patient: PatientJson;
  words: Words;
  onPick: (id: string) => void;
}) {
  const { say } = words;
  const shown = derivation as unknown as DerivationJson;
  const { title, about } = titleOf(shown, words);
  const stated = statedOf(shown, words);
  const missing = missingOf(shown, words);
  const params = Object.entries(derivation.params ?? {});
  const { rule } = derivation;
  return (
    <article className={classes.tree}>
      <h3>
        {title}
        {about ? <span className={classes.quiet}> · {about}</span> : null}
      </h3>
      <dl className={classes.result}>
        {stated ? (
          <>
            <dt>{say('web.stated')}</dt>
            <dd>
              {stated}{' '}
              <button
                type="button"
                className={classes.idLink}
                onClick={() => onPick(`fact:${derivation.stated?.fact}`)}
              >
                {derivation.stated?.fact}
              </button>
            </dd>
          </>
        ) : null}
        <dt>{say(derivation.status === 'indeterminate' ? 'web.possible' : 'web.derived')}</dt>
        <dd>
          <strong>{answerOf(shown, words)}</strong>
        </dd>
        {derivation.assuming.length > 0 ? (
          <>
            <dt>{say('web.assumes')}</dt>
            <dd>
              {assumedOf(shown, patient, words).map(({ fact, text }) => (
                <span key={fact}>
                  {text}{' '}
                  <button type="button" className={classes.idLink} onClick={() => onPick(`fact:${fact}`)}>
                    {fact}
                  </button>{' '}
                </span>
              ))}
            </dd>
          </>
        ) : null}
        {missing.length > 0 ? (
          <>
            <dt>{say('web.ask')}</dt>
            <dd>{missing.join(', ')}</dd>
          </>
        ) : null}
        {derivation.at ? (
          <>
            <dt>{say('web.at')}</dt>
            <dd>{dayOf(shown, words)}</dd>
          </>
        ) : null}
      </dl>
      {derivation.discrepancy ? <p className={classes.differs}>▲ {derivation.discrepancy.message}</p> : null}
      {(derivation.warnings ?? []).map((warning) => (
        <p key={warning} className={classes.warning}>
          {warningText(warning, say)}
        </p>
      ))}
      {rule ? (
        <div className={classes.rule}>
          <div className={classes.ruleHead}>{say('web.rule')}</div>
          {rule.text ? <p className={classes.ruleText}>{rule.text}</p> : null}
          <p className={classes.cite}>
            <cite>{rule.source}</cite> <code>{rule.id}</code> {say('web.rule.version', { version: rule.version })}{' '}
            {say(`web.verification.${rule.verification}`)}
          </p>
          {params.length > 0 ? (
            <p className={classes.cite}>
              {say('web.rule.params')}{' '}
              {params.map(([name, value]) => `${fieldName(name, say)} ${compact(value, say)}`).join(', ')}
            </p>
          ) : null}
        </div>
      ) : null}
      <div className={classes.ruleHead}>{say('web.inputs')}</div>
      <ul className={classes.inputs}>
        {derivation.inputs.map(({ input, value, facts, codes }) => {
          const known = value !== null && value !== undefined;
          return (
            <li key={input} data-known={known}>
              <span className={classes.input}>
                <span className={classes.quiet}>{inputName(input, codes, say, words.labels)}</span>{' '}
                {known ? (
                  <strong>{compact(value, say)}</strong>
                ) : (
                  <em>
                    {say('web.input.unknown', {
                      codes: codes.map((code) => words.labels.item(code)).join(', ') || '–',
                    })}
                  </em>
                )}
              </span>
              {facts.map((fact) => (
                <FactCard key={fact.id} fact={fact as never} words={words} onPick={onPick} />
              ))}
            </li>
          );
        })}
      </ul>
    </article>
  );
}
