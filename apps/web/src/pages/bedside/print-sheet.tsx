import { momentText, type Words } from '@linea/briefs';
import type { Bedside } from '@linea/criteria/bedside';
import type { BedsideDocument } from '@linea/registry/contract';
import { useState } from 'react';
import { courseText } from './courses.tsx';
import { wardTime } from './model/draft.ts';
import { type Column, columnsOf, type SheetFact } from './model/table.ts';
import classes from './print-sheet.module.css';
import { SheetTable } from './sheet-table.tsx';

/** Columns that fit on the width of an A4 page. */
const A_PAGE = 9;
const LAST = [4, 8, 16, 0] as const;
const EMPTY = [0, 3, 6, 9] as const;
const NONE: ReadonlySet<string> = new Set();

interface PrintSheetProps {
  readonly sheet: Bedside | null;
  readonly document: BedsideDocument;
  readonly facts: ReadonlyMap<string, SheetFact>;
  readonly words: Words;
}

interface Page {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly empty: number;
}

/** Pages of at most nine columns, those for pen and paper last. */
function pagesOf(columns: readonly Column[], empty: number): readonly Page[] {
  const pages: Page[] = [];
  for (let from = 0; from < columns.length + empty; from += A_PAGE) {
    const own = columns.slice(from, from + A_PAGE);
    const blank = Math.min(A_PAGE - own.length, columns.length + empty - from - own.length);
    pages.push({ name: `page${from}`, columns: own, empty: blank });
  }
  return pages;
}

/** What to print, and the sheet as it is printed: seen on paper only. */
export function PrintSheet({ sheet, document, facts, words }: PrintSheetProps) {
  const { say } = words;
  const [last, setLast] = useState(8);
  const [empty, setEmpty] = useState(0);
  const columns = sheet ? columnsOf(sheet, facts) : [];
  const shown = last === 0 ? columns : columns.slice(-last);
  const pages = pagesOf(shown, empty);
  const number = (label: string, value: number, values: readonly number[], set: (value: number) => void) => (
    <label>
      {label}
      <select value={value} onChange={(event) => set(Number(event.currentTarget.value))}>
        {values.map((one) => (
          <option key={one} value={one}>
            {one === 0 && values === LAST ? say('web.bedside.print.all') : one}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <fieldset className={classes.wish}>
        <legend>{say('web.bedside.print')}</legend>
        {number(say('web.bedside.print.last'), last, LAST, setLast)}
        {number(say('web.bedside.print.empty'), empty, EMPTY, setEmpty)}
        <button type="button" disabled={pages.length === 0} onClick={() => window.print()}>
          {say('web.print')}
        </button>
      </fieldset>
      <div className={classes.paper} aria-hidden="true">
        {pages.map(({ name, columns: own, empty: blank }, index) => (
          <div key={name} className={classes.page}>
            <header>
              <h1>
                {say('web.bedside.of', { patient: document.patient })}
                {document.synthetic ? ` · ${say('web.synthetic')}` : ''}
              </h1>
              <p>
                {document.admission
                  ? say('web.bedside.infusion', {
                      date: momentText(document.admission.infusion, say),
                      product: document.admission.product ?? '',
                    })
                  : ''}{' '}
                · {say('web.bedside.print.centre', { centre: document.centre })} ·{' '}
                {say('web.bedside.print.at', { at: momentText(wardTime(new Date()), say) })} ·{' '}
                {say('web.bedside.print.page', { page: index + 1, pages: pages.length })}
              </p>
              {index === 0 ? (
                <p>
                  <strong>CRS</strong> {courseText(sheet?.crs?.answer, words) ?? say('bedside.course.none')} ·{' '}
                  <strong>ICANS</strong> {courseText(sheet?.icans?.answer, words) ?? say('bedside.course.none')}
                </p>
              ) : null}
            </header>
            <SheetTable columns={own} facts={facts} waiting={NONE} words={words} empty={blank} isPaper />
            <footer>
              <p>
                <strong>CRS</strong> {say('web.bedside.legend.crs')}
              </p>
              <p>
                <strong>ICANS</strong> {say('web.bedside.legend.icans')}
              </p>
              <p>{say('web.bedside.legend.signs')}</p>
              <p>
                {say('web.bedside.legend.source')} <strong>{say('web.researchUse')}</strong>
              </p>
            </footer>
          </div>
        ))}
      </div>
    </>
  );
}
