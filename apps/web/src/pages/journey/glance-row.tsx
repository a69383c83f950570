import type { PatientJson, Words } from '@linea/briefs';
import { glance } from './glance.ts';
import classes from './journey-page.module.css';

/** The state of things in a row. */
export function GlanceRow({
  patient,
  words,
  onPick,
}: {
  readonly patient: PatientJson;
  readonly words: Words;
  readonly onPick: (id: string) => void;
}) {
  return (
    <ul className={classes.glance}>
      {glance(patient, words).map(({ id, label, value, note, pick, tone }) => {
        const body = (
          <>
            <span className={classes.glanceLabel}>{label}</span>
            <span className={classes.glanceValue}>{value}</span>
            {note ? <span className={classes.glanceNote}>{note}</span> : null}
          </>
        );
        return (
          <li key={id} data-tone={tone}>
            {pick ? (
              <button type="button" onClick={() => onPick(pick)}>
                {body}
              </button>
            ) : (
              <div>{body}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
