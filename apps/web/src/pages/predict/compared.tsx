import { dayText } from '@linea/criteria/words';
import { fromIso } from '@linea/facts';
import type { PredictionDocument } from '@linea/registry/contract';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import { type EstimateDocument, headlineOf, monthsOf, percentIn, seenAt, shownAt } from './percent.ts';
import classes from './predict-page.module.css';

interface ComparedProps {
  readonly points: PredictionDocument['points'];
  readonly at: string;
  readonly of: string;
  readonly onPick: (at: string, of: string) => void;
}

/** Benefit and toxicity side by side, at every decision point: the estimates before apheresis and before infusion. */
export function Compared({ points, at, of, onPick }: ComparedProps) {
  const say = useSay();
  return (
    <div className={classes.compared}>
      {(['benefit', 'toxicity'] as const).map((kind) => (
        <section key={kind} className={classes.side} data-kind={kind} aria-label={say(`web.predict.${kind}`)}>
          <h2>{say(`web.predict.${kind}`)}</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">{say('web.predict.outcome')}</th>
                {points.map(({ decision, day, reached }) => (
                  <th key={decision} scope="col">
                    {say(`web.predict.decision.${decision}`)}
                    <small>
                      {say(reached ? 'web.predict.known' : 'web.predict.notReached', {
                        day: dayText(fromIso(day), say),
                      })}
                    </small>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {outcomesOf(points, kind).map((first) => (
                <tr key={first.endpoint}>
                  <th scope="row">
                    {say(`web.predict.endpoint.${first.endpoint}`)}
                    <small>
                      {kind === 'benefit'
                        ? say('web.predict.atMonths', { n: monthsOf(first.headline) })
                        : say('web.predict.byDay', { n: first.headline })}
                    </small>
                    <Everybody estimate={first} />
                  </th>
                  {points.map(({ decision, estimates }) => (
                    <Cell
                      key={decision}
                      estimate={estimates.find(({ endpoint }) => endpoint === first.endpoint)}
                      picked={decision === at && first.endpoint === of}
                      onPick={() => onPick(decision, first.endpoint)}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}

/** Every outcome of a kind once, in the order of the study. */
function outcomesOf(points: PredictionDocument['points'], kind: string): readonly EstimateDocument[] {
  const all = points.flatMap(({ estimates }) => estimates).filter((one) => one.kind === kind);
  return all.filter((one, index) => all.findIndex(({ endpoint }) => endpoint === one.endpoint) === index);
}

interface CellProps {
  readonly estimate: EstimateDocument | undefined;
  readonly picked: boolean;
  readonly onPick: () => void;
}

function Cell({ estimate, picked, onPick }: CellProps) {
  const say = useSay();
  const percent = percentIn(useLanguage());
  if (!estimate) return <td>{say('web.predict.noModel')}</td>;
  const shown = shownAt(estimate, headlineOf(estimate));
  return (
    <td>
      <button type="button" aria-pressed={picked} onClick={onPick} className={classes.cell}>
        <strong>{shown ? percent(shown[0]) : say('web.predict.none')}</strong>
        {shown ? <small>{`${percent(shown[1])} – ${percent(shown[2])}`}</small> : null}
      </button>
    </td>
  );
}

/** What happened to all: what an estimate is to be held against. */
function Everybody({ estimate }: { readonly estimate: EstimateDocument }) {
  const say = useSay();
  const percent = percentIn(useLanguage());
  const share = percent(seenAt(estimate, headlineOf(estimate)));
  return <small>{say('web.predict.all', { n: estimate.n, share })}</small>;
}
