import type { OptionDocument } from '@linea/registry/contract';
import { useSay } from '../../language/say.tsx';
import { Mark } from './mark.tsx';
import classes from './options.module.css';

type Trial = OptionDocument['trials'][number];

/** A trial: who was in it, what it found, and point by point how much of it was like this patient. */
export function TrialBlock({ trial }: { readonly trial: Trial }) {
  const say = useSay();
  return (
    <section className={classes.trial} aria-label={trial.name}>
      <h4>
        {trial.name}
        <span className={classes.because}>
          {trial.n === null ? '' : ` · ${say('web.options.patients', { n: trial.n })}`}
          {trial.nct === null ? '' : ` · ${trial.nct}`}
        </span>
      </h4>
      <p className={classes.small}>
        {trial.design}; {trial.population}
      </p>
      <div className={classes.split}>
        <Results caption={say('web.options.results')} of={trial.benefit} />
        {trial.toxicity.length > 0 ? (
          <Results caption={say('web.options.reportedToxicity')} of={trial.toxicity} />
        ) : null}
        <div className={classes.scroll}>
          <table className={classes.table}>
            <caption>{say('web.options.likeness')}</caption>
            <tbody>
              {trial.likeness.map(({ point, label, standing, text, mark }) => (
                <tr key={point} data-standing={standing}>
                  <th scope="row">{label}</th>
                  <td>
                    {text} <Mark mark={mark} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      <p className={classes.sources}>{trial.sources.map(({ citation }) => citation).join(' · ')}</p>
    </section>
  );
}

function Results({ caption, of }: { readonly caption: string; readonly of: Trial['benefit'] }) {
  const say = useSay();
  const number = (value: number | null): string =>
    value === null ? '–' : value.toLocaleString(say.language, { maximumFractionDigits: 3 });
  const unitOf = (unit: string): string =>
    unit === '%'
      ? '%'
      : unit === 'mo'
        ? ` ${say('web.options.months')}`
        : unit === 'HR' || unit === 'n'
          ? ''
          : ` ${unit}`;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('web.options.endpoint')}</th>
            <th scope="col">{say('web.options.value')}</th>
            <th scope="col">{say('web.options.against')}</th>
            <th scope="col">{say('web.options.hazard')}</th>
          </tr>
        </thead>
        <tbody>
          {of.map((row) => (
            <tr key={row.endpoint}>
              <th scope="row">
                {row.endpoint} <Mark mark={row.mark} />
                {row.note ? <span className={classes.because}> {row.note}</span> : null}
              </th>
              <td>
                {row.value === null ? '–' : `${number(row.value)}${unitOf(row.unit)}`}
                {row.hazardRatio === null && row.ci95 ? ` (${number(row.ci95[0])}–${number(row.ci95[1])})` : ''}
              </td>
              <td>{number(row.comparator)}</td>
              <td>
                {row.hazardRatio === null
                  ? '–'
                  : `${number(row.hazardRatio)}${row.ci95 ? ` (${number(row.ci95[0])}–${number(row.ci95[1])})` : ''}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
