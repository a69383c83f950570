import type { BesideDocument, OptionsDocument } from '@linea/registry/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import { percentIn } from '../predict/percent.ts';
import classes from './options.module.css';

interface Props {
  readonly of: OptionsDocument;
  readonly asOf: string | undefined;
  readonly group: (name: 'matches' | 'undecided' | 'trialOnly') => string;
}

/**
 * Benefit and toxicity as a study's models estimate them for this patient, or why they do not; and what else than CAR-T there is on
 * the day, for whoever is not expected to respond.
 */
export function EstimatesBeside({ of, asOf, group }: Props) {
  const say = useSay();
  const { beside, patient } = of;
  return (
    <section className={classes.changes} aria-labelledby="estimates">
      <h2 id="estimates">{say('web.options.estimates')}</h2>
      {beside === null ? (
        <p className={classes.note}>{say('web.options.noEstimate')}</p>
      ) : (
        <>
          <p className={classes.note}>
            {beside.model}
            {beside.synthetic ? <strong> {say('web.synthetic')}</strong> : null}
          </p>
          {beside.decision === null ? null : <p className={classes.note}>{beside.decision}</p>}
          {beside.reasons.map((why) => (
            <p key={why} role="note">
              {why}
            </p>
          ))}
          <Side of={beside} kind="benefit" title={say('web.predict.benefit')} />
          <Side of={beside} kind="toxicity" title={say('web.predict.toxicity')} />
          <p>
            <Link to="/patients/$id/predict" params={{ id: patient }} search={asOf === undefined ? {} : { asOf }}>
              {say('web.options.estimateWhy')}
            </Link>
          </p>
          <Alternatives of={beside} group={group} />
        </>
      )}
    </section>
  );
}

interface SideProps {
  readonly of: BesideDocument;
  readonly kind: 'benefit' | 'toxicity';
  readonly title: string;
}

/** One side of the estimate: what is estimated with its interval, then why the rest is not. */
function Side({ of, kind, title }: SideProps): ReactNode {
  const say = useSay();
  const percent = percentIn(useLanguage());
  const rows = of.rows.filter((one) => one.kind === kind);
  if (rows.length === 0) return null;
  const reasons = [...new Set(rows.flatMap((one) => one.reasons))];
  return (
    <>
      <h3>{title}</h3>
      <dl>
        {rows.map(({ endpoint, outcome, value, lower, upper, average, n }) => (
          <div key={endpoint}>
            <dt>{outcome}</dt>
            <dd>
              {value === null || lower === null || upper === null ? (
                say('web.predict.none')
              ) : (
                <>
                  <strong>{percent(value)}</strong> ({percent(lower)} – {percent(upper)})
                </>
              )}{' '}
              <span className={classes.because}>{say('web.options.average', { n, value: percent(average) })}</span>
            </dd>
          </div>
        ))}
      </dl>
      {reasons.map((why) => (
        <p key={why} className={classes.small}>
          {why}
        </p>
      ))}
    </>
  );
}

function Alternatives({ of, group }: { readonly of: BesideDocument; readonly group: Props['group'] }): ReactNode {
  const say = useSay();
  const groups = (['matches', 'undecided', 'trialOnly'] as const).flatMap((name) => {
    const these = of.alternatives.filter((one) => one.group === name);
    return these.length === 0 ? [] : [{ name, these }];
  });
  return (
    <div className={classes.alternatives} data-response={of.response}>
      <h3>{say('web.options.alternatives')}</h3>
      <p>{of.responseText}</p>
      {groups.length === 0 ? <p className={classes.note}>{say('web.options.noAlternatives')}</p> : null}
      <dl>
        {groups.map(({ name, these }) => (
          <div key={name}>
            <dt>{group(name)}</dt>
            {these.map((one) => (
              <dd key={one.id}>
                {one.name}
                {one.ask.length > 0 ? (
                  <span className={classes.because}> {say('web.options.ask', { items: one.ask.join('; ') })}</span>
                ) : null}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </div>
  );
}
