import type { BoardDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { boardQuery, wordsQuery } from '../../api/queries.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import type { PageWords } from '../../language/words.ts';
import { DayFrame } from '../patient/day-frame.tsx';
import classes from './board.module.css';
import { StageCard } from './stage-card.tsx';

const route = getRouteApi('/patients/$id/board');

/** The CAR-T pathway of a patient: each stage with its expected window, how it stands on the day, what it still needs. */
export function BoardPage() {
  const { id } = route.useParams();
  const { asOf } = route.useSearch();
  const say = useSay();
  const language = useLanguage();
  const words = useQuery(wordsQuery(language));
  const board = useQuery(boardQuery(id, asOf, language));
  if (board.error) return <Trouble error={board.error} reset={() => void board.refetch()} />;
  if (!board.data || !words.data || board.data.patient !== id) return <p role="status">{say('web.loading')}</p>;
  return (
    <DayFrame id={id} title={say('web.board.of', { patient: id })} asOf={board.data.asOf}>
      <p className={classes.note}>{say('web.board.note')}</p>
      <div aria-busy={board.isPlaceholderData}>
        <Stages board={board.data} words={words.data} />
      </div>
    </DayFrame>
  );
}

const COUNTED = ['overdue', 'due', 'blocked', 'done', 'notYet', 'ended'] as const;

function Stages({ board, words }: { readonly board: BoardDocument; readonly words: PageWords }) {
  const { say } = words;
  const { patient, stages } = board;
  if (stages.length === 0) return <p>{say('web.board.none')}</p>;
  const count = (status: string): number => stages.filter((stage) => stage.status === status).length;
  return (
    <>
      <ul className={classes.counts} aria-label={say('web.board.counts')}>
        {COUNTED.filter((status) => count(status) > 0).map((status) => (
          <li key={status} data-status={status}>
            <strong>{count(status)}</strong> {say(`pathway.status.${status}`)}
          </li>
        ))}
      </ul>
      <ol className={classes.stages}>
        {stages.map((stage) => (
          <StageCard key={stage.id} patient={patient} stage={stage} words={words} />
        ))}
      </ol>
    </>
  );
}
