import { type FactJson, factText, whenText } from '@linea/briefs';
import type { CorrectedDocument, CorrectionDocument } from '@linea/registry/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Problem } from '../../api/client.ts';
import { conflictIn, sendCorrection } from '../../api/correct.ts';
import type { PageWords } from '../../language/words.ts';
import { changeOf, draftOf, kindOfValue } from './correction-draft.ts';
import classes from './correction-form.module.css';
import { ValueField } from './value-field.tsx';

interface FormProps {
  readonly patient: string;
  /** The version that is on the screen: the one that the correction names. */
  readonly fact: FactJson;
  readonly words: PageWords;
  /** @param id  of the new version */
  readonly onDone: (id: string, kind: CorrectionDocument['kind']) => void;
  readonly onPick: (pick: string) => void;
  readonly onCancel: () => void;
}

const KINDS = ['transcription', 'amended-result', 'withdrawn'] as const;

/** A new version of a fact, with its reason. Nothing is changed in place: the version on the screen stays to be seen by "known at". */
export function CorrectionForm({ patient, fact, words, onDone, onPick, onCancel }: FormProps) {
  const { say } = words;
  const id = useId();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(fact));
  const [kind, setKind] = useState<CorrectionDocument['kind']>('transcription');
  const [because, setBecause] = useState('');
  const [unchanged, setUnchanged] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const correction = useMutation({
    mutationFn: (body: CorrectionDocument): Promise<CorrectedDocument> =>
      sendCorrection(patient, fact.id, body, say.language),
    onSuccess: async (done, body) => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'words' });
      onDone(done.fact.id, body.kind);
    },
  });
  const withdrawn = kind === 'withdrawn';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const change = withdrawn ? null : changeOf(fact, draft);
    setUnchanged(!withdrawn && change === null);
    if (withdrawn || change) correction.mutate({ kind, because: because.trim(), ...(change ? { change } : {}) });
  };
  const set = (field: keyof typeof draft) => (text: string) => {
    setUnchanged(false);
    setDraft((before) => ({ ...before, [field]: text }));
  };
  const isNumber = kindOfValue(fact) === 'number';
  return (
    <form className={classes.form} onSubmit={submit} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} ref={heading} tabIndex={-1}>
        {say('web.correct.title', { id: fact.id })}
      </h3>
      <p className={classes.lead}>{say('web.correct.lead', { id: fact.id })}</p>
      <fieldset>
        <legend>{say('web.correct.kind')}</legend>
        {KINDS.map((one) => (
          <label key={one} className={classes.kind}>
            <input type="radio" name={`${id}-kind`} checked={kind === one} onChange={() => setKind(one)} />
            <span>{say(`web.correct.kind.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      {withdrawn ? null : (
        <div className={classes.fields}>
          <ValueField
            id={`${id}-value`}
            label={words.labels.item(fact.code)}
            fact={fact}
            value={draft.value}
            words={words}
            onChange={set('value')}
          />
          {isNumber ? (
            <label>
              {say('web.correct.unit')}
              <input
                value={draft.unit}
                onChange={(event) => set('unit')(event.currentTarget.value)}
                autoComplete="off"
                spellCheck={false}
              />
            </label>
          ) : null}
          <label className={classes.whole}>
            {say('web.correct.when')}
            <input
              value={draft.effective}
              onChange={(event) => set('effective')(event.currentTarget.value)}
              aria-describedby={`${id}-when`}
              placeholder={fact.effective.anchor ? whenText(fact, say) : undefined}
              autoComplete="off"
              spellCheck={false}
            />
            <small id={`${id}-when`}>{say('web.correct.when.help')}</small>
          </label>
        </div>
      )}
      <label>
        {say('web.correct.because')}
        <textarea
          required
          maxLength={2000}
          rows={2}
          value={because}
          onChange={(event) => setBecause(event.currentTarget.value)}
        />
      </label>
      {unchanged ? (
        <p role="alert" className={classes.trouble}>
          {say('web.correct.unchanged')}
        </p>
      ) : null}
      {correction.error ? <Refused error={correction.error} words={words} onPick={onPick} /> : null}
      <div className={classes.buttons}>
        <button type="submit" className={classes.primary} disabled={correction.isPending}>
          {say(withdrawn ? 'web.correct.withdraw' : 'web.correct.save')}
        </button>
        <button type="button" onClick={onCancel}>
          {say('web.correct.cancel')}
        </button>
      </div>
    </form>
  );
}

/** Why nothing was written; of a race that was lost, what was read and what stands there now. */
function Refused({
  error,
  words,
  onPick,
}: {
  readonly error: Error;
  readonly words: PageWords;
  readonly onPick: (pick: string) => void;
}) {
  const { say } = words;
  const conflict = conflictIn(error);
  const problem = error instanceof Problem ? error.document : undefined;
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal is read from its start
  useEffect(() => box.current?.focus(), [error]);
  if (!conflict)
    return (
      <div role="alert" ref={box} tabIndex={-1} className={classes.trouble}>
        <strong>{problem?.title ?? say('web.trouble.noAnswer')}</strong>
        <ul>
          {problem?.issues.map(({ code, at, message }) => (
            <li key={`${code} ${at}`}>{message}</li>
          ))}
        </ul>
      </div>
    );
  const { read, current } = conflict;
  const shown = (fact: unknown): string => `${factText(fact as FactJson, words)}, ${whenText(fact as FactJson, say)}`;
  return (
    <div role="alert" ref={box} tabIndex={-1} className={classes.trouble}>
      <strong>{say('web.correct.conflict')}</strong>
      <dl>
        {read ? (
          <>
            <dt>{say('web.correct.conflict.read', { id: read.id })}</dt>
            <dd>{shown(read)}</dd>
          </>
        ) : null}
        <dt>{say('web.correct.conflict.current', { id: current.id, by: current.by })}</dt>
        <dd>
          {current.kind === 'withdrawn' ? say('web.correct.isWithdrawn') : shown(current)}
          {current.because ? ` (${current.because})` : ''}
        </dd>
      </dl>
      <button type="button" onClick={() => onPick(`fact:${current.id}`)}>
        {say('web.correct.conflict.open', { id: current.id })}
      </button>
    </div>
  );
}
