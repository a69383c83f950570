import { dayText, spanOfEdtf } from '@linea/briefs';
import type { BoardDocument } from '@linea/registry/contract';
import { Link } from '@tanstack/react-router';
import type { PageWords } from '../../language/words.ts';
import classes from './board.module.css';

type Stage = BoardDocument['stages'][number];
type Visit = Stage['visits'][number];

interface StageProps {
  readonly patient: string;
  readonly stage: Stage;
  readonly words: PageWords;
}

const SIGNS: Readonly<Record<string, string>> = {
  done: '✓',
  due: '○',
  overdue: '!',
  notYet: '·',
  blocked: '✗',
  ended: '–',
};

const day = (iso: string, { say }: PageWords): string => dayText(spanOfEdtf(iso)?.first ?? 0, say);
const windowText = ({ from, to }: { from: string; to: string }, words: PageWords): string =>
  from === to ? day(from, words) : `${day(from, words)} – ${day(to, words)}`;

/** One stage: how it stands, its window, the facts that settle it, what nobody has recorded, its visits. */
export function StageCard({ patient, stage, words }: StageProps) {
  const { say, labels } = words;
  const { id, status, window: expected, needs, doneBy, blockedBy, visits } = stage;
  const by = [...doneBy, ...blockedBy];
  return (
    <li className={classes.stage} data-status={status}>
      <div className={classes.stageHead}>
        <h2>{say(`pathway.stage.${id}`)}</h2>
        <span className={classes.status} data-status={status}>
          <span aria-hidden="true">{SIGNS[status]}</span> {say(`pathway.status.${status}`)}
        </span>
      </div>
      <p className={classes.window}>
        {expected ? say('web.board.window', { days: windowText(expected, words) }) : say('web.board.noWindow')}
        {by.length > 0 ? (
          <>
            {' · '}
            {say(status === 'blocked' ? 'web.board.blockedBy' : 'web.board.doneBy')}{' '}
            <Facts patient={patient} facts={by} />
          </>
        ) : null}
      </p>
      {needs.length > 0 ? (
        <>
          <h3>{say('web.board.needs', { count: needs.length })}</h3>
          <ul className={classes.needs}>
            {needs.map((code) => (
              <li key={code}>{labels.item(code)}</li>
            ))}
          </ul>
        </>
      ) : null}
      {visits.length > 0 ? <Visits patient={patient} visits={visits} words={words} /> : null}
    </li>
  );
}

function Facts({ patient, facts }: { readonly patient: string; readonly facts: readonly string[] }) {
  return facts.map((fact, index) => (
    <span key={fact}>
      {index > 0 ? ', ' : ''}
      <Link to="/patients/$id" params={{ id: patient }} search={{ why: `fact:${fact}` }}>
        {fact}
      </Link>
    </span>
  ));
}

/** Visits to come beyond this many are folded away. */
const AHEAD = 2;

function Visits({ patient, visits, words }: { patient: string; visits: readonly Visit[]; words: PageWords }) {
  const { say } = words;
  const later = visits.filter(({ status }) => status === 'notYet').slice(AHEAD);
  const shown = visits.filter((visit) => !later.includes(visit));
  const table = (these: readonly Visit[]) => (
    <div className={classes.tableBox}>
      <table>
        <thead>
          <tr>
            {['visit', 'window', 'status', 'facts'].map((name) => (
              <th key={name} scope="col">
                {say(`web.board.visits.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {these.map((visit) => (
            <tr key={visit.label} data-status={visit.status}>
              <th scope="row">{visitName(visit.label, words)}</th>
              <td>{windowText(visit, words)}</td>
              <td>
                <span className={classes.status} data-status={visit.status}>
                  <span aria-hidden="true">{SIGNS[visit.status]}</span> {say(`pathway.status.${visit.status}`)}
                </span>
              </td>
              <td>{visit.facts.length > 0 ? <Facts patient={patient} facts={visit.facts} /> : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
  return (
    <>
      <h3>{say('web.board.visits')}</h3>
      {table(shown)}
      {later.length > 0 ? (
        <details>
          <summary>{say('web.board.visits.later', { count: later.length })}</summary>
          {table(later)}
        </details>
      ) : null}
    </>
  );
}

/** `d28`, `m6`, `y3`: day 28, month 6, year 3. */
function visitName(label: string, { say }: PageWords): string {
  const [, unit = '', count = ''] = /^([dmy])(\d+)$/.exec(label) ?? [];
  return unit === '' ? label : say(`web.board.visit.${unit}`, { count });
}
