import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import { Bars } from './bars.tsx';
import { EstimateCurve } from './estimate-curve.tsx';
import { type EstimateDocument, headlineOf, monthsOf, numberIn, percentIn, shownAt, shownRange } from './percent.ts';
import classes from './predict-page.module.css';

/** One outcome in full: over time, what moves it, what is missing, who is comparable, how far the model can be trusted. */
export function Explained({ patient, estimate }: { readonly patient: string; readonly estimate: EstimateDocument }) {
  const say = useSay();
  const language = useLanguage();
  const [percent, number] = [percentIn(language), numberIn(language)];
  const { endpoint, kind, comparable, months, unseenCentres: judged } = estimate;
  const title = say(`web.predict.endpoint.${endpoint}`);
  const shown = shownAt(estimate, headlineOf(estimate));
  const [value, lower, upper] = comparable?.without ?? [1, 1, 1];
  const [fared, low, high] = kind === 'benefit' ? [value, lower, upper] : [1 - value, 1 - upper, 1 - lower];
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
        <div className={classes.beside}>
          {kind === 'benefit' ? <EstimateCurve estimate={estimate} title={title} /> : null}
          <div>
            <h3>{say('web.predict.missing')}</h3>
            <Missing estimate={estimate} />
          </div>
          <div>
            <h3>{say('web.predict.comparable')}</h3>
            {comparable ? (
              <p>
                {say(`web.predict.comparable.${kind}`, {
                  n: comparable.n,
                  events: comparable.events,
                  value: percent(fared),
                  lower: percent(low),
                  upper: percent(high),
                  months: monthsOf(estimate.headline),
                })}
              </p>
            ) : (
              <p>{say(shown ? 'web.predict.comparable.none' : 'web.predict.comparable.abstains')}</p>
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
        {estimate.bars.length > 0 ? (
          <div>
            <h3>{say('web.predict.whatMoves')}</h3>
            <Bars patient={patient} estimate={estimate} />
          </div>
        ) : null}
      </div>
    </section>
  );
}

/** What is not known, and what knowing it could make of the estimate. */
function Missing({ estimate }: { readonly estimate: EstimateDocument }) {
  const say = useSay();
  const language = useLanguage();
  const percent = percentIn(language);
  const { missing, reasons, kind } = estimate;
  if (missing.length === 0)
    return <p>{say(reasons.length > 0 ? 'web.predict.missing.abstains' : 'web.predict.missing.none')}</p>;
  return (
    <>
      <p>{say(`web.predict.missing.${kind}`)}</p>
      <ul>
        {missing.map(({ key, label, from, to }) => {
          const [low, high] = shownRange(estimate, [from, to]).map(percent) as [string, string];
          const words = { name: label[language], from: low, to: high };
          return (
            <li key={key}>{say(low === high ? 'web.predict.missing.same' : 'web.predict.missing.range', words)}</li>
          );
        })}
      </ul>
    </>
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
