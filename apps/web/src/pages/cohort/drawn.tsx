import type { ReactNode } from 'react';
import { useWidth } from '../journey/use-width.ts';
import classes from './cohort.module.css';

/** Narrower than this a figure of words and numbers cannot be read: then it scrolls. */
const LEAST = 620;
const MOST = 1100;

/** A figure as wide as there is room; on a telephone it scrolls, by keyboard too. */
export function Drawn({ label, draw }: { readonly label: string; readonly draw: (width: number) => ReactNode }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.drawn} aria-label={label} tabIndex={0}>
      <div ref={ref}>{width > 0 ? draw(Math.min(MOST, Math.max(LEAST, width))) : null}</div>
    </section>
  );
}
