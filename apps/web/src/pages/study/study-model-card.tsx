import { dayText } from '@linea/criteria/words';
import { fromIso } from '@linea/facts';
import { useQuery } from '@tanstack/react-query';
import { modelCardQuery } from '../../api/queries.ts';
import common from '../../app/common.module.css';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import { numberIn, percentIn } from '../predict/percent.ts';
import classes from './study-page.module.css';

/** What the models are, who they learnt from, how well they did for centres that they had not seen, where they abstain. */
export function StudyModelCard() {
  const say = useSay();
  const language = useLanguage();
  const [number, percent] = [numberIn(language), percentIn(language)];
  const { data } = useQuery(modelCardQuery(language));
  if (!data) return null;
  const setting = (name: string): string => say.or(`web.predict.setting.${name}`, name);
  return (
    <section id="model">
      <h2>{say('web.card')}</h2>
      <p>
        {say('web.card.what', {
          cut: dayText(fromIso(data.cut), say),
          hash: data.hash.slice(0, 12),
          table: data.table.slice(0, 12),
        })}
      </p>
      <p>{say('web.card.abstains')}</p>
      <p>
        <a href={`/study/card?lang=${language}`}>{say('web.card.whole')}</a>
      </p>
      {data.points.map(({ decision, questions }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
        <div
          key={decision}
          className={`${common.wide} ${classes.wide}`}
          role="group"
          aria-label={say(`web.predict.decision.${decision}`)}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls with the keyboard
          tabIndex={0}
        >
          <table>
            <caption>{say(`web.predict.decision.${decision}`)}</caption>
            <thead>
              <tr>
                {['outcome', 'settings', 'answers', 'n', 'events', 'c', 'slope', 'expected', 'strongest'].map(
                  (column) => (
                    <th key={column} scope="col">
                      {say(`web.card.${column}`)}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {questions.map(
                ({ endpoint, settings, n, events, unseenCentres: { harrell, slope, expected, observed }, terms }) => (
                  <tr key={`${endpoint} ${settings.join()}`}>
                    <th scope="row">{say(`web.predict.endpoint.${endpoint}`)}</th>
                    <td>{together(settings.map(setting))}</td>
                    <td>
                      {harrell[1] > CHANCE ? (
                        say('web.predict.yes')
                      ) : (
                        <span className={classes.silent}>{say('web.card.silent')}</span>
                      )}
                    </td>
                    <td>{n}</td>
                    <td>{events}</td>
                    <td>{`${number(harrell[0], 2)} (${number(harrell[1], 2)} – ${number(harrell[2], 2)})`}</td>
                    <td>{number(slope[0], 2)}</td>
                    <td>{`${percent(expected)} / ${percent(observed)}`}</td>
                    <td>{strongest(terms, language)}</td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </div>
      ))}
      <p>{say('web.card.limits')}</p>
    </section>
  );
}

/** Where no better than this is shown in unseen centres, a model gives no estimates: its interval reaches chance. */
const CHANCE = 0.5;

/** `large B-cell lymphoma, second line; later lines`: what all have in common is said once. */
function together(names: readonly string[]): string {
  const [first = '', ...others] = names;
  const common = first.slice(0, first.indexOf(', ') + 2);
  return [
    first,
    ...others.map((name) => (common !== '' && name.startsWith(common) ? name.slice(common.length) : name)),
  ].join('; ');
}

interface Term {
  readonly label: { readonly en: string; readonly it: string };
  readonly hazardRatio: number | null;
}

/** The three terms with the largest hazard ratios either way. */
const strongest = (terms: readonly Term[], language: 'en' | 'it'): string =>
  [...terms]
    .sort((a, b) => Math.abs(Math.log(b.hazardRatio ?? 1)) - Math.abs(Math.log(a.hazardRatio ?? 1)))
    .slice(0, 3)
    .map(({ label }) => label[language])
    .join('; ');
