import type { StudyStateDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { patientsQuery, studyQuery } from '../../api/queries.ts';
import common from '../../app/common.module.css';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useTitle } from '../../app/use-title.ts';
import { useSay } from '../../language/say.tsx';
import { StudyModelCard } from './study-model-card.tsx';
import classes from './study-page.module.css';

const EXAMPLES = 12;

/** The study of this registry: how far it is, its report, its patients, its model card. */
export function StudyPage() {
  const say = useSay();
  const language = useLanguage();
  const study = useQuery(studyQuery(language));
  useTitle(say('web.study'));
  if (study.error) return <Trouble error={study.error} reset={() => void study.refetch()} />;
  if (!study.data) return <p role="status">{say('web.loading')}</p>;
  const { status, model, report } = study.data;
  return (
    <div className={classes.page}>
      <h1>
        {model ? model.title[language] : say('web.study')}
        {model?.synthetic ? <strong className={common.synthetic}>{say('web.synthetic')}</strong> : null}
      </h1>
      {status === 'none' ? <p>{say('web.study.none')}</p> : null}
      {status === 'failed' ? <p role="alert">{say('web.study.failed')}</p> : null}
      {status === 'building' ? <Building study={study.data} /> : null}
      {report ? (
        <p>
          <a className={classes.report} href={`/study/report?lang=${language}`}>
            {say('web.study.report')}
          </a>{' '}
          <a href={`/study/report?lang=${language}#summary`}>{say('web.study.summary')}</a>
        </p>
      ) : null}
      {model ? (
        <>
          <Examples settings={['SYN-lbcl2l', 'SYN-lbcl3l']} />
          <StudyModelCard />
        </>
      ) : null}
      <p className={classes.research}>{say('web.researchUse')}</p>
    </div>
  );
}

const STEPS: readonly string[] = ['facts', 'registry', 'model', 'report'];

/** How far it is: which step of how many, and how much of that step where it is known. */
function Building({ study }: { readonly study: StudyStateDocument }) {
  const say = useSay();
  const step = study.step ?? 'facts';
  const at = STEPS.indexOf(step) + 1;
  return (
    <div className={classes.building}>
      <label role="status">
        {say('web.study.building', { step: say(`web.study.step.${step}`), at, all: STEPS.length })}
        <progress {...(study.share ? { value: study.share } : {})} max={1} />
      </label>
      <p>{say('web.study.building.wait')}</p>
    </div>
  );
}

/** Some patients whose estimates can be looked at. */
function Examples({ settings }: { readonly settings: readonly string[] }) {
  const say = useSay();
  const patients = useQuery(patientsQuery(useLanguage()));
  const all = patients.data ?? [];
  const chosen = settings.flatMap((prefix) =>
    all.filter(({ patient }) => patient.startsWith(prefix)).slice(0, EXAMPLES / settings.length),
  );
  if (chosen.length === 0) return null;
  return (
    <section>
      <h2>{say('web.study.examples')}</h2>
      <ul className={classes.examples}>
        {chosen.map(({ patient }) => (
          <li key={patient}>
            <Link to="/patients/$id/predict" params={{ id: patient }}>
              {patient}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
