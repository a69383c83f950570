import type { Words } from '@linea/briefs';
import { dayText } from '@linea/criteria/words';
import { fromIso } from '@linea/facts';
import type { WorklistDocument } from '@linea/registry/contract';
import { Link } from '@tanstack/react-router';
import common from '../../app/common.module.css';
import { useSay } from '../../language/say.tsx';
import classes from './worklist.module.css';

type Item = WorklistDocument['items'][number];

interface DueTableProps {
  readonly items: readonly Item[];
  readonly asOf: string | undefined;
  readonly words: Words;
}

/** A line for each thing that is due, with where to do it. */
export function DueTable({ items, asOf, words }: DueTableProps) {
  const say = useSay();
  if (items.length === 0) return <p className={classes.nothing}>{say('web.worklist.nothing')}</p>;
  return (
    <table className={classes.table}>
      <caption className={common.unseen}>{say('web.worklist')}</caption>
      <thead>
        <tr>
          {['status', 'until', 'what', 'patient', 'centreOf', 'lacks'].map((name) => (
            <th key={name} scope="col">
              {say(`web.worklist.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={`${item.patient} ${item.kind} ${item.what} ${item.number}`} data-status={item.status}>
            <td>
              <span className={classes.status} data-status={item.status}>
                {words.say(`worklist.status.${item.status}`)}
              </span>
            </td>
            <td>{item.to === null ? '–' : dayText(fromIso(item.to), say)}</td>
            <th scope="row">
              <Where item={item} asOf={asOf} />
            </th>
            <td>
              <Link to="/patients/$id" params={{ id: item.patient }} search={asOf === undefined ? {} : { asOf }}>
                {item.patient}
              </Link>
              {item.synthetic ? <span className={classes.synthetic}> {say('web.synthetic')}</span> : null}
            </td>
            <td>{item.centre}</td>
            <td>{item.needs.map(({ label }) => label).join('; ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is due, as a link to the page on which it is done. */
function Where({ item, asOf }: { readonly item: Item; readonly asOf: string | undefined }) {
  const params = { id: item.patient };
  const day = asOf === undefined ? {} : { asOf };
  switch (item.kind) {
    case 'form':
    case 'milestone': {
      const kind = item.what as 'ebmt-day0' | 'ebmt-day100' | 'ebmt-annual' | 'aifa';
      const year = kind === 'ebmt-annual' && item.number !== null ? { year: item.number } : {};
      return (
        <Link to="/patients/$id/forms" params={params} search={{ ...day, kind, ...year }}>
          {item.title}
        </Link>
      );
    }
    case 'query':
      return (
        <Link to="/patients/$id/queries" params={params} search={day}>
          {item.title}
        </Link>
      );
    case 'consent':
      return (
        <Link to="/patients/$id" params={params} search={day}>
          {item.title}
        </Link>
      );
    default:
      return (
        <Link to="/patients/$id/board" params={params} search={day}>
          {item.title}
        </Link>
      );
  }
}
