import type { ReactNode } from 'react';
import classes from './entry.module.css';

interface NumberFieldProps {
  readonly code: string;
  readonly label: string;
  readonly unit?: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with what was typed. */
  readonly problem?: string | undefined;
  /** What a tap would make of it instead. */
  readonly offer?: { readonly text: string; readonly take: () => void } | undefined;
}

/** A number, as the ward types it: a comma or a point, nothing corrected behind one's back. */
export function NumberField({ code, label, unit, value, onChange, problem, offer }: NumberFieldProps) {
  return (
    <div className={classes.number} data-problem={problem !== undefined}>
      <label htmlFor={`field-${code}`}>{label}</label>
      <span className={classes.typed}>
        <input
          id={`field-${code}`}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={value}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : `problem-${code}`}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        {unit}
      </span>
      {problem === undefined ? null : (
        <p className={classes.problem} id={`problem-${code}`} role="status">
          {problem}{' '}
          {offer ? (
            <button type="button" onClick={offer.take}>
              {offer.text}
            </button>
          ) : null}
        </p>
      )}
    </div>
  );
}
