import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSay } from '../../language/say.tsx';
import { DayInput, PatientFrame } from './patient-frame.tsx';

interface DayFrameProps {
  readonly id: string;
  readonly title: string;
  readonly synthetic?: boolean | undefined;
  /** The day that is shown. */
  readonly asOf: string;
  readonly more?: ReactNode;
  readonly children: ReactNode;
}

/** A page about one patient as of a day: the day is chosen in its head and stands in its address. */
export function DayFrame({ id, title, synthetic, asOf, more, children }: DayFrameProps) {
  const say = useSay();
  const navigate = useNavigate();
  const choose = (day: string | undefined) =>
    void navigate({ to: '.', search: (before) => ({ ...before, asOf: day }), replace: true });
  return (
    <PatientFrame
      id={id}
      title={title}
      synthetic={synthetic}
      controls={
        <>
          <DayInput label={say('web.asOf')} value={asOf} onChange={choose} />
          {more}
        </>
      }
    >
      {children}
    </PatientFrame>
  );
}
