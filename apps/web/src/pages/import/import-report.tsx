import type { Words } from '@linea/briefs';
import { refusedCsv } from '@linea/interop/refused-cells';
import type { ImportReportDocument } from '@linea/registry/contract';
import { issueText } from '@linea/registry/issue-text';
import { useMemo } from 'react';
import classes from './import-page.module.css';

type Report = ImportReportDocument;
type Cell = NonNullable<Report['refusedCells']>[number];

/** The same in the two shapes: a member that is not there, and one that is undefined. */
const sentence = (issue: Report['issues'][number], say: Words['say']): string =>
  issueText(issue as Parameters<typeof issueText>[0], say);

const SHOWN = 100;

/** What came, or would come, out of the files: counts, what each column was understood as, and all that was refused. */
export function ImportReport({ report, words }: { readonly report: Report; readonly words: Words }) {
  const { say } = words;
  const { accepted, duplicates, refused, patients, issues, warnings, summary } = report;
  return (
    <>
      <dl className={classes.counts}>
        <Count name={say('web.import.accepted')} count={accepted} />
        <Count name={say('web.import.duplicates')} count={duplicates} />
        <Count name={say('web.import.refused')} count={refused} bad />
        <Count name={say('web.patients')} count={patients.length} />
      </dl>
      {issues.length > 0 ? <Refusals report={report} words={words} /> : null}
      {warnings.length > 0 ? (
        <details>
          <summary>{say('web.import.warnings', { count: warnings.length })}</summary>
          <ul className={classes.issues}>
            {warnings.slice(0, SHOWN).map((issue) => (
              <li key={`${issue.at} ${issue.code}`}>{sentence(issue, say)}</li>
            ))}
          </ul>
        </details>
      ) : null}
      {summary ? <Understood summary={summary} words={words} /> : null}
    </>
  );
}

function Count({ name, count, bad = false }: { name: string; count: number; bad?: boolean }) {
  return (
    <div data-bad={bad && count > 0}>
      <dt>{name}</dt>
      <dd>{count}</dd>
    </div>
  );
}

/** The first refusals in sentences, and all of them as a list to work through in a spreadsheet. */
function Refusals({ report, words }: { report: Report; words: Words }) {
  const { say } = words;
  const { issues, refusedCells = [] } = report;
  const list = useMemo(() => {
    const csv = refusedCsv(refusedCells, (cell) =>
      issueText(
        {
          code: cell.code,
          at: placeOf(cell),
          got: cell.got,
          ...(cell.allowed === undefined ? {} : { allowed: cell.allowed }),
        },
        say,
      ),
    );
    return URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  }, [refusedCells, say]);
  return (
    <div className={classes.refused}>
      <h3>{say('web.import.issues', { count: issues.length })}</h3>
      {refusedCells.length > 0 ? (
        <a href={list} download="refused.csv" className={classes.download}>
          {say('web.import.download', { count: refusedCells.length })}
        </a>
      ) : null}
      <ul className={classes.issues}>
        {issues.slice(0, SHOWN).map((issue) => (
          <li key={`${issue.at} ${issue.code} ${issue.got}`}>{sentence(issue, say)}</li>
        ))}
      </ul>
      {issues.length > SHOWN ? <p>{say('web.import.more', { count: issues.length - SHOWN })}</p> : null}
    </div>
  );
}

const placeOf = ({ file, sheet, row, column }: Cell): string =>
  [file, sheet, row === undefined ? undefined : `row ${row}`, column].filter((part) => part !== undefined).join(', ');

/** Column by column: what it was taken for, and what became of its cells. */
function Understood({ summary, words }: { summary: NonNullable<Report['summary']>; words: Words }) {
  const { say, labels } = words;
  return (
    <>
      {summary.tables.map((table) => (
        <div key={`${table.file} ${table.sheet ?? ''}`} className={classes.table}>
          <h3>{table.sheet ? `${table.file} · ${table.sheet}` : table.file}</h3>
          <p>{say('web.import.rows', { rows: table.rows, leftOut: table.leftOut, blank: table.blank })}</p>
          <table>
            <thead>
              <tr>
                {['column', 'codes', 'cells', 'made', 'absent', 'skipped', 'refusedCells'].map((name) => (
                  <th key={name} scope="col">
                    {say(`web.import.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.columns.map((column) => (
                <tr key={column.column} data-bad={column.refused > 0}>
                  <th scope="row">{column.column || say('web.import.noColumn')}</th>
                  <td>{column.codes.map((code) => labels.item(code)).join(', ')}</td>
                  <td>{column.cells}</td>
                  <td>{column.facts}</td>
                  <td>{column.absent}</td>
                  <td>{column.skipped}</td>
                  <td>{column.refused}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {table.unmapped.length > 0 ? (
            <p>
              {say('web.import.unmapped')}{' '}
              {table.unmapped.map(({ column, cells }) => `${column} (${cells})`).join(', ')}
            </p>
          ) : null}
        </div>
      ))}
      {summary.leftOut.length > 0 ? (
        <p>
          {say('web.import.leftOut')} {summary.leftOut.join(', ')}
        </p>
      ) : null}
    </>
  );
}
