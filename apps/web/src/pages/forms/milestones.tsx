import type { Words } from '@linea/briefs';
import type { MilestoneClock } from '@linea/briefs/forms';
import { useSay } from '../../language/say.tsx';
import classes from './forms.module.css';

/** When an outcome is to be reported, and what each date needs. */
export function Milestones({ clock, words }: { readonly clock: MilestoneClock; readonly words: Words }) {
  const say = useSay();
  const { rule, milestones, product } = clock;
  return (
    <section className={classes.card} aria-labelledby="milestones">
      <h2 id="milestones">{words.say('forms.milestones', { product })}</h2>
      <p className={classes.quiet}>
        {rule.mark === 'convention'
          ? words.say('forms.milestones.convention')
          : words.say(`forms.milestones.${rule.mark}`, { source: rule.source })}
      </p>
      <ol className={classes.clock}>
        {milestones.map(({ month, due, opens, closes, status, needs }) => (
          <li key={month} data-status={status}>
            <strong>{say('web.forms.month', { month })}</strong>
            <span>{due[0] === due[1] ? due[0] : `${due[0]} … ${due[1]}`}</span>
            <span className={classes.status} data-status={status}>
              {words.say(`forms.milestone.${status}`)}
            </span>
            <span className={classes.quiet}>{say('web.forms.window', { opens, closes })}</span>
            <ul>
              {needs.map(({ code, met, facts }) => (
                <li key={code}>
                  <span aria-hidden="true">{met ? '✓' : '–'}</span> {words.labels.item(code)}
                  <span className={classes.quiet}>
                    {' '}
                    {facts.length > 0 ? facts.join(', ') : say(met ? 'web.forms.ifAny' : 'web.forms.missing')}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
