import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { patientQueriesQuery, wordsQuery } from '../../api/queries.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import { DayFrame } from '../patient/day-frame.tsx';
import classes from './queries.module.css';
import { QueryList } from './query-list.tsx';

const route = getRouteApi('/patients/$id/queries');

/** What the consistency rules ask about one patient, and which rules imprecise dates leave open. */
export function PatientQueriesPage() {
  const { id } = route.useParams();
  const { asOf } = route.useSearch();
  const say = useSay();
  const language = useLanguage();
  const words = useQuery(wordsQuery(language));
  const found = useQuery(patientQueriesQuery(id, asOf, language));
  if (found.error) return <Trouble error={found.error} reset={() => void found.refetch()} />;
  if (!found.data || !words.data || found.data.patient !== id) return <p role="status">{say('web.loading')}</p>;
  const { queries, undecided } = found.data;
  return (
    <DayFrame id={id} title={say('web.queries.of', { patient: id })} asOf={found.data.asOf}>
      <div aria-busy={found.isPlaceholderData} className={classes.page}>
        <p role="status">{say('web.queries.count', { count: queries.length })}</p>
        <QueryList queries={queries} words={words.data} />
        {undecided.length > 0 ? (
          <p className={classes.quiet}>
            {say('web.queries.undecided', {
              count: undecided.length,
              rules: [...new Set(undecided.map(({ code }) => code))].join(', '),
            })}
          </p>
        ) : null}
      </div>
    </DayFrame>
  );
}
