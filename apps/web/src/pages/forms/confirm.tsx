import type { PatientJson } from '@linea/briefs';
import type { Sheet } from '@linea/briefs/forms';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sendConfirmation } from '../../api/confirm-layout.ts';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import classes from './forms.module.css';
import { Refusal } from './refusal.tsx';

interface ConfirmProps {
  readonly sheet: Sheet;
  readonly patient: Pick<PatientJson, 'centre' | 'asOf'>;
}

/** Recording who held the layout of a sheet against the real form, and when: for the centre, not for this patient. */
export function Confirm({ sheet, patient }: ConfirmProps) {
  const say = useSay();
  const language = useLanguage();
  const client = useQueryClient();
  const [by, setBy] = useState('');
  const [on, setOn] = useState('');
  const record = useMutation({
    mutationFn: () =>
      sendConfirmation(
        { centre: patient.centre, kind: sheet.kind, protocol: sheet.title, version: sheet.version, by: by.trim(), on },
        language,
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['forms', patient.centre] }),
  });
  return (
    <details>
      <summary>{say('web.forms.confirm')}</summary>
      <p>{say('web.forms.confirmNote', { centre: patient.centre })}</p>
      <form
        className={classes.handOver}
        onSubmit={(event) => {
          event.preventDefault();
          record.mutate();
        }}
      >
        <label>
          {say('web.forms.confirmBy')}
          <input
            required
            type="text"
            maxLength={200}
            value={by}
            onChange={(event) => setBy(event.currentTarget.value)}
          />
        </label>
        <label>
          {say('web.forms.confirmOn')}
          <input required type="date" value={on} onChange={(event) => setOn(event.currentTarget.value)} />
        </label>
        <button type="submit" disabled={record.isPending || by.trim() === '' || on === ''}>
          {say('web.forms.record')}
        </button>
        <Refusal error={record.error} />
      </form>
    </details>
  );
}
