import type { PatientJson, Words } from '@linea/briefs';
import { handOverFacts, type Sheet } from '@linea/briefs/forms';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sendImport } from '../../api/import.ts';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import classes from './forms.module.css';
import { Refusal } from './refusal.tsx';

interface HandOverProps {
  readonly patient: PatientJson;
  readonly sheet: Sheet;
  readonly words: Words;
  readonly onHandedOver: () => void;
}

/** What was handed over, and writing down that it was: facts like any other. */
export function HandOver({ patient, sheet, words, onHandedOver }: HandOverProps) {
  const say = useSay();
  const language = useLanguage();
  const [on, setOn] = useState(patient.asOf);
  const [to, setTo] = useState('');
  const record = useMutation({
    mutationFn: () => {
      const facts = handOverFacts({
        patient: patient.patient,
        centre: patient.centre,
        kind: sheet.kind,
        on,
        to: to.trim(),
      });
      const file = new File([JSON.stringify(facts)], 'hand-over.json', { type: 'application/json' });
      return sendImport({ files: [file], mapping: undefined, centre: undefined, acceptValid: false }, false, language);
    },
    onSuccess: onHandedOver,
  });
  return (
    <section className={classes.card} aria-labelledby="handed-over">
      <h2 id="handed-over">{words.say('forms.history')}</h2>
      {sheet.history.length === 0 ? <p className={classes.quiet}>{say('web.forms.noHistory')}</p> : null}
      <ul className={classes.history}>
        {sheet.history.map(({ on: day, to: whom, fact, recordedSince }) => (
          <li key={fact}>
            {words.say('forms.history.entry', { on: day, to: whom || '–', fact, count: recordedSince })}
          </li>
        ))}
      </ul>
      <form
        className={classes.handOver}
        onSubmit={(event) => {
          event.preventDefault();
          record.mutate();
        }}
      >
        <label>
          {say('web.forms.handedOn')}
          <input type="date" required value={on} onChange={(event) => setOn(event.currentTarget.value)} />
        </label>
        <label>
          {say('web.forms.handedTo')}
          <input type="text" maxLength={100} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
        </label>
        <button type="submit" disabled={record.isPending || on === ''}>
          {say('web.forms.record')}
        </button>
        <span role="status">{record.isSuccess ? say('web.forms.recorded') : ''}</span>
        <Refusal error={record.error} />
      </form>
    </section>
  );
}
