import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import { Bars } from './bars.tsx';
import { EstimateCurve } from './estimate-curve.tsx';
import { type EstimateDocument, headlineOf, monthsOf, numberIn, percentIn, shownAt } from './percent.ts';
import classes from './predict-page.module.css';

/** One outcome in full: over time, what moves it, what is missing, who is comparable, how far the model can be trusted. */
export function Explained({ patient, estimate }: { readonly patient: string; readonly estimate: EstimateDocument }) {
  const say = useSay();
  const language = useLanguage();
  const [percent, number] = [percentIn(language), numberIn(language)];
  const { endpoint, kind, comparable, missing, months, unseenCentres: judged } = estimate;
  const title = say(`web.predict.endpoint.${endpoint}`);
  const shown = shownAt(estimate, headlineOf(estimate));
  return (
    <section className={classes.explained} aria-label={title}>
      <h2>{title}</h2>
      <Reasons estimate={estimate} />
      {shown ? (
        <p className={classes.sentence}>
          {kind === 'benefit'
            ? say('web.predict.benefitSentence', {
                value: percent(shown[0]),
                lower: percent(shown[1]),
                upper: percent(shown[2]),
                months: monthsOf(estimate.headline),
                mean: number(months?.[0] ?? 0),
                meanLower: number(months?.[1] ?? 0),
                meanUpper: number(months?.[2] ?? 0),
              })
            : say('web.predict.toxicitySentence', {
                value: percent(shown[0]),
                lower: percent(shown[1]),
                upper: percent(shown[2]),
                day: estimate.headline,
              })}
        </p>
      ) : null}
      <div className={classes.two}>
        {kind === 'benefit' ? <EstimateCurve estimate={estimate} title={title} /> : null}
        {estimate.bars.length > 0 ? (
          <div>
            <h3>{say('web.predict.whatMoves')}</h3>
            <Bars patient={patient} estimate={estimate} />
          </div>
        ) : null}
      </div>
      <div className={classes.three}>
        <div>
          <h3>{say('web.predict.missing')}</h3>
          {missing.length === 0 ? <p>{say('web.predict.missing.none')}</p> : null}
          <ul>
            {missing.map(({ key, label, from, to }) => (
              <li key={key}>
                {say('web.predict.missing.range', { name: label[language], from: percent(from), to: percent(to) })}
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3>{say('web.predict.comparable')}</h3>
          {comparable ? (
            <p>
              {say(`web.predict.comparable.${kind}`, {
                n: comparable.n,
                events: comparable.events,
                value: percent(comparable.without[0]),
                lower: percent(comparable.without[1]),
                upper: percent(comparable.without[2]),
                months: monthsOf(estimate.headline),
              })}
            </p>
          ) : (
            <p>{say('web.predict.comparable.none')}</p>
          )}
        </div>
        <div>
          <h3>{say('web.predict.trust')}</h3>
          <p>
            {say('web.predict.trust.text', {
              centres: judged.centres,
              c: number(judged.harrell[0], 2),
              lower: number(judged.harrell[1], 2),
              upper: number(judged.harrell[2], 2),
              slope: number(judged.slope[0], 2),
              expected: percent(judged.expected),
              observed: percent(judged.observed),
            })}
          </p>
        </div>
      </div>
    </section>
  );
}

/** Why there is no number. */
function Reasons({ estimate }: { readonly estimate: EstimateDocument }) {
  const say = useSay();
  const language = useLanguage();
  if (estimate.reasons.length === 0) return null;
  const nameOf = (key: string): string => estimate.inputs.find((one) => one.key === key)?.label[language] ?? key;
  return (
    <div className={classes.abstains} role="note">
      <strong>{say('web.predict.abstains')}</strong>
      <ul>
        {estimate.reasons.map(({ code, about }) => (
          <li key={code}>{say(`web.predict.${code}`, { about: about.map(nameOf).join(', ') || 'none' })}</li>
        ))}
      </ul>
    </div>
  );
}
