import type { DecisionDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { decisionQuery } from '../../api/therapy-queries.ts';
import common from '../../app/common.module.css';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import { DayFrame } from '../patient/day-frame.tsx';
import { Mark, Sign } from './mark.tsx';
import classes from './options.module.css';

const route = getRouteApi('/patients/$id/decision');
const SIDES = ['for', 'against', 'limits'] as const;

type Found = NonNullable<DecisionDocument['decision']>;

/** A decision with both sides and no verdict. */
export function DecisionPage() {
  const { id } = route.useParams();
  const { asOf } = route.useSearch();
  const say = useSay();
  const found = useQuery(decisionQuery(id, asOf, useLanguage()));
  if (found.error) return <Trouble error={found.error} reset={() => void found.refetch()} />;
  const of = found.data;
  if (!of || of.patient !== id) return <p role="status">{say('web.loading')}</p>;
  return (
    <DayFrame id={id} title={say('web.decision.of', { patient: id })} synthetic={of.synthetic} asOf={of.asOf}>
      <div aria-busy={found.isPlaceholderData} className={classes.main}>
        {of.decision ? (
          <Both of={of.decision} note={of.researchUse} />
        ) : (
          <p>
            {say('web.decision.none')}{' '}
            <Link to="/patients/$id/options" params={{ id }} search={asOf === undefined ? {} : { asOf }}>
              {say('web.decision.options')}
            </Link>
          </p>
        )}
      </div>
    </DayFrame>
  );
}

function Both({ of, note }: { readonly of: Found; readonly note: string }) {
  const say = useSay();
  return (
    <>
      <h2>{of.title}</h2>
      <p className={classes.note}>
        <strong>{note}</strong> {of.noVerdict}
      </p>
      <Evidence of={of} />
      {of.pattern.length > 0 ? (
        <section className={classes.card} aria-label={say('web.decision.pattern')}>
          <h3 className={classes.name}>{say('web.decision.pattern')}</h3>
          <p className={classes.small}>{of.patternNote}</p>
          <ul className={classes.conditions}>
            {of.pattern.map(({ check, text, answer, facts, ask }) => (
              <li key={check} data-answer={answer}>
                <Sign answer={answer} /> <span className={common.unseen}>{say(`web.answer.${answer}`)}: </span>
                {text} <Because facts={facts} ask={ask} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Record of={of} />
    </>
  );
}

/** For, against, and what limits both, side by side. */
function Evidence({ of: { evidence } }: { readonly of: Found }) {
  const say = useSay();
  return (
    <section aria-label={say('web.decision.evidence')} className={classes.sides}>
      {SIDES.map((side) => {
        const these = evidence.filter((one) => one.side === side);
        return these.length === 0 ? null : (
          <section key={side} className={classes.card} aria-label={these[0]?.sideLabel}>
            <h3 className={classes.name}>{these[0]?.sideLabel}</h3>
            <ul className={classes.statements}>
              {these.map(({ id, text, mark, source }) => (
                <li key={id}>
                  {text}{' '}
                  <span className={classes.because}>
                    {source.citation} <Mark mark={mark} />
                  </span>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}

/** Each factor with the facts and answers that speak of it, or what to ask for. */
function Record({ of: { factors } }: { readonly of: Found }) {
  const say = useSay();
  const groups = [...new Set(factors.map(({ group }) => group))];
  return (
    <section className={classes.card} aria-label={say('web.decision.record')}>
      <h3 className={classes.name}>{say('web.decision.record')}</h3>
      {groups.map((group) => {
        const these = factors.filter((factor) => factor.group === group);
        return (
          <div key={group}>
            <h4 className={classes.groupName}>{these[0]?.groupLabel}</h4>
            <dl className={classes.facts}>
              {these.map(({ factor, label, number, facts, derived, ask }) => (
                <div key={factor} className={classes.pair}>
                  <dt>{label}</dt>
                  <dd>
                    {number === null ? null : (
                      <strong>{typeof number === 'number' ? number : number.join('–')} </strong>
                    )}
                    {derived.map(({ criterion, title, text }, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: a criterion may answer twice, in a fixed order
                      <p key={`${criterion} ${index}`} className={classes.derived}>
                        {title}: <strong>{text}</strong>
                      </p>
                    ))}
                    <Because facts={facts} ask={ask} />
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        );
      })}
    </section>
  );
}

function Because({ facts, ask }: Pick<Found['factors'][number], 'facts' | 'ask'>) {
  const say = useSay();
  return (
    <span className={classes.because}>
      {facts.map(({ id, label, value, on }) => `${label}: ${value} (${on}, ${id})`).join('; ')}
      {ask.length > 0 ? say('web.options.ask', { items: ask.map(({ label }) => label).join('; ') }) : ''}
    </span>
  );
}
