import { dayText } from '@linea/criteria/words';
import { fromIso } from '@linea/facts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { predictionQuery } from '../../api/queries.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useTitle } from '../../app/use-title.ts';
import { useSay } from '../../language/say.tsx';
import { DayFrame } from '../patient/day-frame.tsx';
import { Compared } from './compared.tsx';
import { Explained } from './explained.tsx';
import classes from './predict-page.module.css';

const route = getRouteApi('/patients/$id/predict');

/** What a study's models say of one patient: benefit and toxicity side by side, and why; or why they say nothing. */
export function PredictPage() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const say = useSay();
  const language = useLanguage();
  const answer = useQuery(predictionQuery(id, search.asOf, language));
  useTitle(say('web.predict.title', { patient: id }));
  if (answer.error) return <Trouble error={answer.error} reset={() => void answer.refetch()} />;
  if (!answer.data) return <p role="status">{say('web.loading')}</p>;
  const { model, reasons, points, synthetic, patient, asOf } = answer.data;
  const point = points.find(({ decision }) => decision === search.at) ?? points.at(-1);
  const estimate = point?.estimates.find(({ endpoint }) => endpoint === search.of) ?? point?.estimates[0];
  return (
    <DayFrame id={patient} title={say('web.predict.title', { patient })} synthetic={synthetic} asOf={asOf}>
      <div className={classes.page}>
        <p className={classes.model}>
          {say('web.predict.model', { title: model.title[language], cut: dayText(fromIso(model.cut), say) })}{' '}
          <Link to="/study" hash="model">
            {say('web.predict.card')}
          </Link>
          . <strong>{say('web.researchUse')}</strong>
        </p>
        {reasons.map(({ code, about }) => (
          <p key={code} className={classes.abstains} role="note">
            <strong>{say('web.predict.abstains')}</strong>{' '}
            {say(`web.predict.${code}`, {
              about: about.map((setting) => say.or(`web.predict.setting.${setting}`, setting)).join(', ') || 'none',
            })}
          </p>
        ))}
        {point && estimate ? (
          <>
            <Compared
              points={points}
              at={point.decision}
              of={estimate.endpoint}
              onPick={(at, of) =>
                void navigate({ search: (before) => ({ ...before, at, of }), replace: true, resetScroll: false })
              }
            />
            <p className={classes.quiet}>{say('web.predict.from')}</p>
            <Explained patient={patient} estimate={estimate} />
          </>
        ) : null}
      </div>
    </DayFrame>
  );
}
