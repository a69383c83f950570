import { useEffect, useRef } from 'react';
import { DrugsForm } from './drugs-form.tsx';
import classes from './entry.module.css';
import { IceForm } from './ice-form.tsx';
import { isEmpty, wardTime } from './model/draft.ts';
import { CausesForm, NeurologyForm } from './neurology-form.tsx';
import { problemOf, type Typing } from './typing.ts';
import { OxygenForm, PressureForm, VitalsForm } from './vitals-form.tsx';

/** Seconds after which a form that nobody has typed in looks at the clock again. */
const CLOCK_S = 15;

/** One observation, asked item by item. */
export function EntryForm({ typing, hasCapd }: { readonly typing: Typing; readonly hasCapd: boolean }) {
  const { draft, change, words } = typing;
  const { say } = words;
  const problem = problemOf(typing, 'at');
  const empty = isEmpty(draft);
  const latest = useRef(draft);
  latest.current = draft;
  const touched = useRef(false);
  useEffect(() => {
    if (!empty || touched.current) return;
    const look = (): void => change({ ...latest.current, at: wardTime(new Date()) });
    const timer = setInterval(look, CLOCK_S * 1000);
    return () => clearInterval(timer);
  }, [empty, change]);
  const setTime = (at: string): void => {
    touched.current = true;
    change({ ...draft, at });
  };
  return (
    <div className={classes.form}>
      <section className={classes.card} aria-labelledby="bedside-time">
        <h3 id="bedside-time">{say('web.bedside.when')}</h3>
        <div className={classes.time} data-problem={problem !== undefined}>
          <label htmlFor="field-at">{say('web.bedside.at')}</label>
          <input
            id="field-at"
            type="datetime-local"
            value={draft.at}
            aria-invalid={problem !== undefined}
            aria-describedby={problem === undefined ? undefined : 'problem-at'}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
          <button type="button" onClick={() => setTime(wardTime(new Date()))}>
            {say('web.bedside.now')}
          </button>
        </div>
        {problem === undefined ? null : (
          <p className={classes.problem} id="problem-at">
            {problem}
          </p>
        )}
      </section>
      <VitalsForm typing={typing} />
      <PressureForm typing={typing} />
      <OxygenForm typing={typing} />
      <IceForm typing={typing} />
      <NeurologyForm typing={typing} hasCapd={hasCapd} />
      <CausesForm typing={typing} />
      <DrugsForm typing={typing} />
    </div>
  );
}
