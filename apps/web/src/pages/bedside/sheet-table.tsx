import { type FactJson, factText, type Words } from '@linea/briefs';
import type { BedsideObservation } from '@linea/criteria/bedside';
import { useEffect, useMemo, useRef } from 'react';
import common from '../../app/common.module.css';
import { gradeSentence, gradeShort, gravity, timeText } from './grade-words.ts';
import { items } from './items.ts';
import { type Column, rowsOf, type SheetFact } from './model/table.ts';
import classes from './sheet.module.css';

interface SheetTableProps {
  readonly columns: readonly Column[];
  readonly facts: ReadonlyMap<string, SheetFact>;
  /** Events that wait to be sent. */
  readonly waiting: ReadonlySet<string>;
  readonly words: Words;
  /** Columns without an observation, for pen and paper. */
  readonly empty?: number;
  readonly isPaper?: boolean;
  readonly onCorrect?: (event: string) => void;
}

/** Every observation a column, every item a row, the newest at the right. */
export function SheetTable({ columns, facts, waiting, words, empty = 0, isPaper = false, onCorrect }: SheetTableProps) {
  const { say, labels } = words;
  const box = useRef<HTMLElement>(null);
  const rows = useMemo(() => rowsOf(columns, facts, isPaper), [columns, facts, isPaper]);
  const newest = columns.at(-1)?.observation.event;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new column is looked at
  useEffect(() => {
    if (box.current) box.current.scrollLeft = box.current.scrollWidth;
  }, [newest]);
  const blanks = Array.from({ length: empty }, (_, index) => `blank${index}`);
  const cell = (found: readonly SheetFact[]) => found.map((fact) => cellText(fact, words)).join(' / ');
  const grades = (name: 'crs' | 'icans', title: string) => (
    <tr className={classes.grades}>
      <th scope="row">{title}</th>
      {columns.map(({ observation }) => (
        <td key={observation.event} data-gravity={gravity(observation[name])}>
          <Grade observation={observation} name={name} words={words} />
        </td>
      ))}
      {blanks.map((blank) => (
        <td key={blank} />
      ))}
    </tr>
  );
  return (
    <section
      className={isPaper ? classes.paper : classes.scroll}
      ref={box}
      tabIndex={isPaper ? -1 : 0}
      aria-label={say('web.bedside.sheet')}
    >
      <table>
        <thead>
          <tr>
            <th scope="col" className={classes.corner}>
              {say('web.bedside.item')}
            </th>
            {columns.map(({ observation, day }) => (
              <th key={observation.event} scope="col" data-waiting={waiting.has(observation.event)}>
                <span className={classes.day}>{day === null ? '' : say('bedside.day', { day })}</span>
                <span className={classes.clock}>{timeText(observation.at, words)}</span>
                {waiting.has(observation.event) ? (
                  <span className={classes.flag}>{say('web.bedside.notSent')}</span>
                ) : null}
                {observation.sameMoment.length > 0 ? (
                  <span className={classes.flag}>{say('web.bedside.sameMoment')}</span>
                ) : null}
                {onCorrect && !waiting.has(observation.event) ? (
                  <button type="button" onClick={() => onCorrect(observation.event)}>
                    {say('web.bedside.correct')}
                    <span className={common.unseen}>
                      {' '}
                      {day === null ? '' : say('bedside.day', { day })} {timeText(observation.at, words)}
                    </span>
                  </button>
                ) : null}
              </th>
            ))}
            {blanks.map((blank) => (
              <td key={blank} className={classes.blankHead}>
                {say('web.bedside.blankTime')}
              </td>
            ))}
          </tr>
        </thead>
        <tbody>
          {grades('crs', 'CRS')}
          {grades('icans', 'ICANS')}
          {rows.map(({ code, cells }) => (
            <tr key={code}>
              <th scope="row">{say.or(`web.bedside.short.${code}`, labels.item(code))}</th>
              {cells.map((found, index) => {
                const { observation } = columns[index] as (typeof columns)[number];
                const isDisputed = observation.contradictory.some((one) => one === code);
                return (
                  <td key={observation.event} data-disputed={isDisputed}>
                    {cell(found)}
                    {isDisputed ? <span className={classes.flag}>{say('web.bedside.contradictory')}</span> : null}
                    {found.map((fact) =>
                      fact.note ? (
                        <span key={fact.id} className={classes.note}>
                          {say('web.bedside.typed', { text: fact.note })}
                        </span>
                      ) : null,
                    )}
                  </td>
                );
              })}
              {blanks.map((blank) => (
                <td key={blank} />
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{say('web.bedside.drugs.given')}</th>
            {columns.map(({ observation, drugs }) => (
              <td key={observation.event}>
                {drugs.map(({ event, drug, at, dose }) => (
                  <span key={event} className={classes.given}>
                    {timeText(at, words)} {labels.answer('med.drug', drug)} {dose}
                  </span>
                ))}
              </td>
            ))}
            {blanks.map((blank) => (
              <td key={blank} />
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

/** The value without the unit that stands beside the row, and without what an answer explains in brackets. */
function cellText(fact: SheetFact, words: Words): string {
  const text = factText(fact as FactJson, words);
  const unit = items[fact.code]?.unit;
  if (unit && fact.unit === unit && text.endsWith(` ${unit}`)) return text.slice(0, -unit.length - 1);
  return text.replace('[degF]', '°F').replace(/ \([^)]*\)/g, '');
}

function Grade({
  observation,
  name,
  words,
}: {
  readonly observation: BedsideObservation;
  readonly name: 'crs' | 'icans';
  readonly words: Words;
}) {
  const grade = observation[name];
  if (!grade) return <span className={classes.quiet}>–</span>;
  return (
    <>
      <span aria-hidden="true">{gradeShort(grade)}</span>
      <span className={common.unseen}>{gradeSentence(grade, words)}</span>
    </>
  );
}
