import { amountText } from '@linea/criteria/words';
import type { OptionDocument } from '@linea/registry/contract';
import common from '../../app/common.module.css';
import { useSay } from '../../language/say.tsx';
import { Mark, Sign } from './mark.tsx';
import classes from './options.module.css';
import { TrialBlock } from './trial-block.tsx';

type Condition = OptionDocument['label']['conditions'][number];

/** One therapy: three questions that are not the same, then what stands behind each. */
export function OptionCard({ option }: { readonly option: OptionDocument }) {
  const say = useSay();
  const { label, europe, italy, reimbursed, trials, schedule, cycleDays, classSwitch, toxicity, place } = option;
  const population = trials[0]?.inPopulation ?? 'unknown';
  return (
    <article className={classes.card} aria-label={option.name}>
      <h3 className={classes.name}>
        {option.name} <span className={classes.code}>{option.regimen}</span>
      </h3>
      <ul className={classes.questions}>
        <li data-answer={label.answer}>
          <span>{say('web.options.label')}</span>
          <strong>
            <Sign answer={label.answer} /> {say(`web.answer.${label.answer}`)}
          </strong>
        </li>
        <li data-answer={reimbursed.answer}>
          <span>{say('web.options.reimbursed')}</span>
          <strong>
            <Sign answer={reimbursed.answer} /> {say(`web.answer.${reimbursed.answer}`)}
          </strong>
        </li>
        <li data-answer={population}>
          <span>{say('web.options.population')}</span>
          <strong>
            <Sign answer={population} /> {say(`web.answer.${population}`)}
          </strong>
        </li>
      </ul>
      <dl className={classes.facts}>
        <dt>{say('web.options.europe')}</dt>
        <dd>
          {europe.text} <Mark mark={europe.mark} />
        </dd>
        <dt>{say('web.options.italy')}</dt>
        <dd>
          {italy.text}; {reimbursed.text} <Mark mark={italy.mark} />
          {reimbursed.conditions ? (
            <>
              <p className={classes.small}>{say('web.options.reimbursedFor')}</p>
              <Conditions of={reimbursed.conditions.conditions} />
            </>
          ) : null}
        </dd>
        <dt>{say('web.options.conditions')}</dt>
        <dd>
          <Conditions of={label.conditions} />
          <p className={classes.small}>
            {label.source.citation} <Mark mark={label.mark} />
          </p>
        </dd>
        <dt>{say('web.options.switch')}</dt>
        <dd>
          <ul className={classes.plain}>
            {classSwitch.map(({ drug, name, class: group, text, relation }) => (
              <li key={drug} data-relation={relation}>
                <strong>{name}</strong>
                {group ? ` (${group})` : ''}: {text}
              </li>
            ))}
          </ul>
        </dd>
        {schedule.length > 0 ? (
          <>
            <dt>{say('web.options.schedule')}</dt>
            <dd>
              {cycleDays === null ? null : (
                <p className={classes.small}>{say('web.options.cycle', { days: cycleDays })}</p>
              )}
              <ul className={classes.plain}>
                {schedule.map(({ drug, name, dose, unit, route, days }) => (
                  <li key={`${drug} ${days}`}>
                    {say('web.options.dose', { name, dose: amountText(dose, unit, say), route, days })}
                  </li>
                ))}
              </ul>
            </dd>
          </>
        ) : null}
        {place === null ? null : (
          <>
            <dt>{say('web.options.place')}</dt>
            <dd>{place}</dd>
          </>
        )}
        {toxicity.length > 0 ? (
          <>
            <dt>{say('web.options.toxicity')}</dt>
            <dd>
              <ul className={classes.plain}>
                {toxicity.map(({ drug, name, expect, mark }) => (
                  <li key={drug}>
                    <strong>{name}</strong>: {expect.map(({ text }) => text).join(', ')} <Mark mark={mark} />
                  </li>
                ))}
              </ul>
            </dd>
          </>
        ) : null}
      </dl>
      {trials.map((trial) => (
        <TrialBlock key={trial.id} trial={trial} />
      ))}
    </article>
  );
}

/** Conditions of a printed text, each with the fact that meets or fails it, or what to ask for. */
function Conditions({ of }: { readonly of: readonly Condition[] }) {
  const say = useSay();
  return (
    <ul className={classes.conditions}>
      {of.map(({ condition, text, answer, facts, ask }) => (
        <li key={condition} data-answer={answer}>
          <Sign answer={answer} /> <span className={common.unseen}>{say(`web.answer.${answer}`)}: </span>
          {text}
          {facts.length > 0 ? (
            <span className={classes.because}>
              {' '}
              {facts.map(({ id, label, value, on }) => `${label}: ${value} (${on}, ${id})`).join('; ')}
            </span>
          ) : null}
          {ask.length > 0 ? (
            <span className={classes.because}>
              {' '}
              {say('web.options.ask', { items: ask.map(({ label }) => label).join('; ') })}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** Why a therapy is not among those that match, in a line. */
export function Reason({ option }: { readonly option: OptionDocument }) {
  const say = useSay();
  const failed = option.classSwitch.filter(({ relation }) => relation.startsWith('refractory'));
  const open = option.label.conditions.filter(({ answer }) => answer !== 'met');
  const reasons =
    option.group === 'sameTarget'
      ? failed.map(({ name, text }) => `${name}: ${text}`)
      : option.group === 'notYet' || option.group === 'trialOnly'
        ? [option.europe.text]
        : open.map(({ text, answer }) => `${say(`web.answer.${answer}`)}: ${text}`);
  return <span className={classes.because}>{reasons.join('; ')}</span>;
}
