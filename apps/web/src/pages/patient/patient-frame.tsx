import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import common from '../../app/common.module.css';
import { useTitle } from '../../app/use-title.ts';
import { useSay } from '../../language/say.tsx';
import classes from './patient-frame.module.css';

interface FrameProps {
  readonly id: string;
  readonly title: string;
  readonly synthetic?: boolean | undefined;
  /** What is chosen before anything is read: a day, a kind. */
  readonly controls?: ReactNode;
  readonly children: ReactNode;
}

/** The pages about one patient. */
const PAGES = [
  ['/patients/$id', 'journey'], ['/patients/$id/board', 'board'], ['/patients/$id/bedside', 'bedside'], ['/patients/$id/queries', 'queries'],
  ['/patients/$id/options', 'options'], ['/patients/$id/regimen', 'regimen'], ['/patients/$id/decision', 'decision'],
  ['/patients/$id/forms', 'forms'], ['/patients/$id/predict', 'predict'], ['/patients/$id/documents', 'documents'],
  ['/patients/$id/figures', 'figures'],
] as const; // biome-ignore format: a list

/** Links between the pages of one patient. */
export function PatientLinks({ id }: { readonly id: string }) {
  const say = useSay();
  return (
    <nav className={classes.links} aria-label={say('web.patient.pages', { patient: id })}>
      {PAGES.map(([to, name]) => (
        <Link
          key={to}
          to={to}
          params={{ id }}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {say(`web.patient.${name}`)}
        </Link>
      ))}
    </nav>
  );
}

/** A page about one patient, beside the journey: its links, its title, what is chosen, and what there is to read. */
export function PatientFrame({ id, title, synthetic, controls, children }: FrameProps) {
  const say = useSay();
  useTitle(title);
  return (
    <article className={classes.page}>
      <PatientLinks id={id} />
      <header className={classes.head}>
        <h1>
          {title}
          {synthetic ? <strong className={common.synthetic}>{say('web.synthetic')}</strong> : null}
        </h1>
        <div className={classes.controls}>
          {controls}
          <button type="button" className={classes.print} onClick={() => window.print()}>
            {say('web.print')}
          </button>
        </div>
      </header>
      {children}
    </article>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string | undefined) => void;
}

/** A day to choose; emptied it is today. */
export function DayInput({ label, value, onChange }: DayProps) {
  return (
    <label className={classes.day}>
      {label}
      <input type="date" value={value} onChange={(event) => onChange(event.currentTarget.value || undefined)} />
    </label>
  );
}
