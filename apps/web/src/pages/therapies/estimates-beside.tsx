import type { OptionsDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { predictionQuery } from '../../api/queries.ts';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import { headlineOf, monthsOf, percentIn, shownAt } from '../predict/percent.ts';
import classes from './options.module.css';

/**
 * Benefit and toxicity as a study's models estimate them for this patient, where they do; and, for whoever is not expected to
 * respond, what else matches on this day. It draws no line between high and low: the reader does.
 */
export function EstimatesBeside({ of, asOf }: { readonly of: OptionsDocument; readonly asOf: string | undefined }) {
  const say = useSay();
  const language = useLanguage();
  const percent = percentIn(language);
  const answer = useQuery({ ...predictionQuery(of.patient, asOf, language), retry: false });
  const point = answer.data?.points.findLast(({ reached }) => reached) ?? answer.data?.points[0];
  const estimates = point?.estimates.filter((one) => shownAt(one, headlineOf(one)) !== null) ?? [];
  const alternatives = of.options.filter(({ classSwitch }) => classSwitch.every(({ drug }) => !drug.endsWith('-cel')));
  return (
    <section className={classes.changes} aria-labelledby="estimates">
      <h2 id="estimates">{say('web.options.estimates')}</h2>
      {answer.isPending ? <p role="status">{say('web.loading')}</p> : null}
      {!answer.isPending && estimates.length === 0 ? (
        <p className={classes.note}>{say('web.options.noEstimate')}</p>
      ) : null}
      <dl>
        {estimates.map((estimate) => {
          const shown = shownAt(estimate, headlineOf(estimate));
          const months = { n: monthsOf(estimate.headline) };
          return (
            <div key={estimate.endpoint}>
              <dt>{say(`web.predict.endpoint.${estimate.endpoint}`)}</dt>
              <dd>
                {shown ? `${percent(shown[0])} (${percent(shown[1])} – ${percent(shown[2])}) ` : ''}
                {estimate.kind === 'benefit'
                  ? say('web.predict.atMonths', months)
                  : say('web.predict.byDay', { n: estimate.headline })}
              </dd>
            </div>
          );
        })}
      </dl>
      <p>
        <Link to="/patients/$id/predict" params={{ id: of.patient }} search={asOf === undefined ? {} : { asOf }}>
          {say('web.options.estimateWhy')}
        </Link>
      </p>
      {estimates.length > 0 ? (
        <p className={classes.note}>
          {say('web.options.alternatives', {
            names: alternatives.map(({ name }) => name).join(', ') || 'none',
          })}
        </p>
      ) : null}
    </section>
  );
}
