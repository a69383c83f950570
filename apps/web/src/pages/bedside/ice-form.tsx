import { Choice } from './choice.tsx';
import classes from './entry.module.css';
import { ICE, ICE_CODES, ICE_ITEMS, ICE_QUESTIONS, type IceAnswer, type IceQuestion, iceScore } from './model/ice.ts';
import { choose, chosen, optionsOf, type Typing } from './typing.ts';

const ANSWERS = ['right', 'wrong', 'notTestable'] as const satisfies readonly IceAnswer[];

/** ICE asked one question after the other: right, wrong, or not testable, which is no zero. */
export function IceForm({ typing }: { readonly typing: Typing }) {
  const { draft, change, words } = typing;
  const { say } = words;
  const score = iceScore(draft.ice);
  const open = ICE_QUESTIONS.filter((question) => draft.ice[question] === undefined).length;
  const untested = ICE_QUESTIONS.filter((question) => draft.ice[question] === 'notTestable').length;
  const answerAll = (answer: IceAnswer | undefined): void =>
    change({ ...draft, ice: answer ? Object.fromEntries(ICE_QUESTIONS.map((one) => [one, answer])) : {} });
  const answer = (question: IceQuestion, given: readonly string[]): void =>
    change({ ...draft, ice: { ...draft.ice, [question]: given[0] as IceAnswer | undefined } });
  return (
    <section className={classes.card} aria-labelledby="bedside-ice">
      <header className={classes.cardHead}>
        <h3 id="bedside-ice">{say('web.bedside.ice')}</h3>
        <p className={classes.score} role="status">
          {score === null
            ? say(untested === 10 ? 'web.bedside.ice.untested' : 'web.bedside.ice.none')
            : say('web.bedside.ice.score', {
                score: score.low === score.high ? String(score.low) : `${score.low}–${score.high}`,
                open,
              })}
        </p>
      </header>
      <div className={classes.shortcuts}>
        <button type="button" onClick={() => answerAll('right')}>
          {say('web.bedside.ice.allRight')}
        </button>
        <button type="button" onClick={() => answerAll('notTestable')}>
          {say('web.bedside.ice.noneTestable')}
        </button>
        {open < ICE_QUESTIONS.length ? (
          <button type="button" onClick={() => answerAll(undefined)}>
            {say('web.bedside.ice.clear')}
          </button>
        ) : null}
      </div>
      <div className={classes.questions}>
        {ICE_ITEMS.map((item) => (
          <div key={item} className={classes.item} id={`field-${ICE_CODES[item]}`}>
            <h4>
              {say(`web.bedside.ice.${item}`)}{' '}
              <span>{say('web.bedside.ice.points', { points: ICE[item].length })}</span>
            </h4>
            {ICE[item].map((question) => (
              <Choice
                key={question}
                compact
                name={`ice.${question}`}
                legend={say(`web.bedside.ask.${question}`)}
                options={ANSWERS.map((value) => ({ value, label: say(`web.bedside.answer.${value}`) }))}
                value={draft.ice[question] === undefined ? [] : [draft.ice[question]]}
                onChange={(given) => answer(question, given)}
              />
            ))}
          </div>
        ))}
      </div>
      {untested > 0 ? (
        <Choice
          name="day.iceNotTestableReason"
          legend={say('web.bedside.ice.why')}
          options={optionsOf('day.iceNotTestableReason', words)}
          value={chosen(typing, 'day.iceNotTestableReason')}
          onChange={choose(typing, 'day.iceNotTestableReason')}
        />
      ) : null}
    </section>
  );
}
