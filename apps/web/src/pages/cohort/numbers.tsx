import { type GridTable, NumbersTable } from '@linea/charts';
import common from '../../app/common.module.css';
import classes from './cohort.module.css';

/** The numbers of a figure; what does not fit scrolls, by keyboard too. */
export function Numbers({ caption, table }: { readonly caption: string; readonly table: GridTable }) {
  if (table.rows.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={`${common.wide} ${classes.wide}`} tabIndex={0} aria-label={caption}>
      <NumbersTable caption={caption} table={table} />
    </section>
  );
}
