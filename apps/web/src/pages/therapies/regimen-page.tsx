import { amountText } from '@linea/criteria/words';
import type { RegimenDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { regimensQuery } from '../../api/therapy-queries.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import { DayFrame } from '../patient/day-frame.tsx';
import { CycleTable } from './cycle-table.tsx';
import { Mark } from './mark.tsx';
import classes from './options.module.css';

const route = getRouteApi('/patients/$id/regimen');

/** Lines of therapy at work: calendar, doses, and what goes with them. */
export function RegimenPage() {
  const { id } = route.useParams();
  const { asOf } = route.useSearch();
  const say = useSay();
  const language = useLanguage();
  const found = useQuery(regimensQuery(id, asOf, language));
  if (found.error) return <Trouble error={found.error} reset={() => void found.refetch()} />;
  const of = found.data;
  if (!of || of.patient !== id) return <p role="status">{say('web.loading')}</p>;
  const file = `/api/patients/${encodeURIComponent(id)}/regimens.ics?${new URLSearchParams({ asOf: of.asOf, lang: language })}`;
  return (
    <DayFrame
      id={id}
      title={say('web.regimen.of', { patient: id })}
      synthetic={of.synthetic}
      asOf={of.asOf}
      more={
        of.regimens.some(({ ongoing, cycles }) => ongoing && cycles.length > 0) ? (
          <a href={file} download className={classes.file}>
            {say('web.regimen.calendarFile')}
          </a>
        ) : null
      }
    >
      <div aria-busy={found.isPlaceholderData} className={classes.main}>
        <p className={classes.note}>
          <strong>{of.researchUse}</strong>
        </p>
        {of.regimens.length === 0 ? <p>{say('web.regimen.none')}</p> : null}
        {[...of.regimens].reverse().map((one) => (
          <Line key={one.line} of={one} />
        ))}
      </div>
    </DayFrame>
  );
}

function Line({ of }: { readonly of: RegimenDocument }) {
  const say = useSay();
  const title = say('web.regimen.line', { line: of.line, regimen: of.regimen ?? '–' });
  const stop = of.ongoing ? say('web.regimen.ongoing') : (of.stop ?? '–');
  return (
    <section className={classes.card} aria-label={title}>
      <h2 className={classes.name}>
        {title} <span className={classes.code}>{say('web.regimen.days', { start: of.start, stop })}</span>
      </h2>
      {of.schedules.length > 0 ? (
        <div>
          <h3>{say('web.regimen.schedule')}</h3>
          <ul className={classes.plain}>
            {of.schedules.map(({ drug, name, dose, unit, periods, words, text, mark }) => (
              <li key={drug}>
                {words === null
                  ? `${name}: ${periods.map((period) => period.text).join('; ')}`
                  : say('web.regimen.dose', { name, dose: amountText(dose, unit, say), days: words })}{' '}
                <span className={classes.because}>{text}</span> {mark === null ? null : <Mark mark={mark} />}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <CycleTable of={of} />
      <Levels of={of} />
      <Support of={of} />
    </section>
  );
}

function Levels({ of }: { readonly of: RegimenDocument }) {
  const say = useSay();
  const shown = of.drugs.filter(({ levels, intensity }) => levels.length > 0 || intensity !== null);
  const percent = (value: number | null): string => (value === null ? '–' : `${value.toLocaleString(say.language)}%`);
  if (shown.length === 0) return null;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption>{say('web.regimen.levels')}</caption>
        <thead>
          <tr>
            {['drug', 'from', 'level', 'reason'].map((name) => (
              <th key={name} scope="col">
                {say(`web.regimen.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        {shown.map(({ drug, name, levels, intensity }) => (
          <tbody key={drug}>
            {levels.map(({ on, dose, unit, levelText, reason, events, label }, index) => (
              <tr key={on}>
                {index === 0 ? (
                  <th scope="rowgroup" rowSpan={levels.length + (intensity === null ? 0 : 1)}>
                    <strong>{name}</strong>
                  </th>
                ) : null}
                <td>{on}</td>
                <td>
                  {amountText(dose, unit, say)} <span className={classes.because}>{levelText}</span>
                </td>
                <td>
                  {[
                    ...(reason === null ? [] : [reason]),
                    ...events.map(({ term, grade }) => (grade === null ? term : `${term} G${grade}`)),
                    ...(label === null ? [] : [label.text]),
                  ].join('; ')}
                </td>
              </tr>
            ))}
            {intensity === null ? null : (
              <tr>
                {levels.length === 0 ? <th scope="row">{name}</th> : null}
                <td colSpan={3}>
                  {say('web.regimen.intensity', {
                    dose: percent(intensity.relativeDosePercent),
                    rdi: percent(intensity.rdiPercent),
                  })}
                  {intensity.noOmissionsAssumed ? (
                    <span className={classes.because}> ({say('web.regimen.assumed')})</span>
                  ) : null}
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** What goes with the line, each with what it is for. */
function Support({ of: { support, notRecorded } }: { readonly of: RegimenDocument }) {
  const say = useSay();
  if (support.length === 0 && notRecorded.length === 0) return null;
  return (
    <div>
      <h3>{say('web.regimen.support')}</h3>
      <ul className={classes.plain}>
        {support.map(({ name, from, until, note, for: reasons, facts }) => (
          <li key={facts.join()}>
            <strong>{name}</strong>,{' '}
            {until === null ? say('web.regimen.since', { from }) : say('web.regimen.fromTo', { from, until })}
            {note ? `, ${note}` : ''}
            {reasons.map(({ purpose, text, drugs, facts: because, mark }) => (
              <span key={purpose} className={classes.because}>
                {' '}
                → {text}
                {drugs.length + because.length > 0
                  ? `: ${[...drugs, ...because.map(({ id, value }) => `${value} (${id})`)].join(', ')}`
                  : ''}{' '}
                <Mark mark={mark} />
              </span>
            ))}
          </li>
        ))}
        {notRecorded.map(({ purpose, text, drugs, mark }) => (
          <li key={purpose} className={classes.because}>
            {say('web.regimen.notRecorded', { text, drugs: drugs.join(', ') })} <Mark mark={mark} />
          </li>
        ))}
      </ul>
    </div>
  );
}
