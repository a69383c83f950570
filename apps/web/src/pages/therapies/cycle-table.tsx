import type { RegimenDocument } from '@linea/registry/contract';
import common from '../../app/common.module.css';
import { useSay } from '../../language/say.tsx';
import classes from './options.module.css';

type Cycle = RegimenDocument['cycles'][number];

/** Cycles on the calendar: planned beside recorded, and the days of each. */
export function CycleTable({ of: { cycles } }: { readonly of: RegimenDocument }) {
  const say = useSay();
  if (cycles.length === 0) return <p className={classes.note}>{say('web.regimen.noCalendar')}</p>;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption>{say('web.regimen.cycles')}</caption>
        <thead>
          <tr>
            {['cycle', 'planned', 'actual', 'delay', 'doses'].map((name) => (
              <th key={name} scope="col">
                {say(`web.regimen.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cycles.map((cycle) => (
            <tr key={cycle.number} data-cycle={cycle.status}>
              <th scope="row">{cycle.number}</th>
              <td>{cycle.planned}</td>
              <td>{cycle.actual ?? '–'}</td>
              <td>{delayText(cycle)}</td>
              <td>
                <details>
                  <summary>
                    <span className={common.unseen}>{say('web.regimen.ofCycle', { cycle: cycle.number })}: </span>
                    <DosesSaid cycle={cycle} />
                  </summary>
                  <Days cycle={cycle} />
                </details>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const delayText = ({ delayDays }: Cycle): string =>
  delayDays === null ? '' : delayDays[0] === delayDays[1] ? String(delayDays[0]) : delayDays.join('…');

function DosesSaid({ cycle: { doses, text } }: { readonly cycle: Cycle }) {
  const say = useSay();
  const recorded = doses.filter(({ given }) => given !== null);
  if (recorded.length === 0) return text;
  const given = recorded.filter(
    ({ given: one }) => one !== null && (one.dose === null ? one.status !== 'omitted' : one.dose > 0),
  ).length;
  return say('web.regimen.given', { given, planned: doses.filter(({ unplanned }) => !unplanned).length });
}

/** Each day with its drugs: what was planned, and what the record says was given. */
function Days({ cycle: { doses } }: { readonly cycle: Cycle }) {
  const say = useSay();
  const days = [...new Set(doses.map(({ day }) => day))];
  return (
    <dl className={classes.days}>
      {days.map((day) => {
        const these = doses.filter((dose) => dose.day === day);
        return (
          <div key={day}>
            <dt>{say('web.regimen.day', { day: String(day).replace('-', '−'), on: these[0]?.on ?? '' })}</dt>
            {these.map(({ drug, name, text }) => (
              <dd key={drug}>
                {name}: {text}
              </dd>
            ))}
          </div>
        );
      })}
    </dl>
  );
}
