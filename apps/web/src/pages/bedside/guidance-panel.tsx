import { momentText, type Words } from '@linea/briefs';
import type { Bedside } from '@linea/criteria/bedside';
import { type BedsideGuidance, type Guidance, guidanceOf, patient } from '@linea/criteria/bedside';
import { type Fact, view } from '@linea/facts';
import type { BedsideDocument } from '@linea/registry/contract';
import { useEffect, useMemo, useState } from 'react';
import classes from './guidance.module.css';
import { wardTime } from './model/draft.ts';

const MINUTE = 60_000;

/** What guidelines list for the grades of now: only where the centre has recorded who approved which protocol. */
export function GuidancePanel({
  sheet,
  document,
  saved,
  words,
}: {
  readonly sheet: Bedside | null;
  readonly document: BedsideDocument | null;
  readonly saved: readonly Fact[];
  readonly words: Words;
}) {
  const { say } = words;
  const [now, setNow] = useState(() => wardTime(new Date()));
  useEffect(() => {
    const timer = setInterval(() => setNow(wardTime(new Date())), MINUTE);
    return () => clearInterval(timer);
  }, []);
  const approvals = document?.approvals ?? [];
  const guidance = useMemo<BedsideGuidance | null>(
    () => (sheet ? guidanceOf(patient(view(saved)), sheet, document?.approvals ?? [], now) : null),
    [sheet, saved, document, now],
  );
  if (!document?.admission || !guidance) return null;
  if (approvals.length === 0)
    return (
      <section className={classes.off} aria-labelledby="bedside-guidance">
        <h2 id="bedside-guidance">{say('web.bedside.guidance')}</h2>
        <p>{say('web.bedside.guidance.off', { centre: document.centre })}</p>
      </section>
    );
  return (
    <section className={classes.panel} aria-labelledby="bedside-guidance">
      <h2 id="bedside-guidance">{say('web.bedside.guidance')}</h2>
      <p className={classes.prevails}>{say('web.bedside.guidance.prevails')}</p>
      {guidance.steps.map((one) => (
        <Steps key={one.kind} guidance={one} words={words} />
      ))}
      {guidance.tocilizumab ? <DoseLine dose={guidance.tocilizumab as unknown as Dose} words={words} /> : null}
    </section>
  );
}

function Steps({
  guidance: { kind, observedAt, answer },
  words: { say },
}: {
  readonly guidance: Guidance;
  readonly words: Words;
}) {
  const { grade, steps, hidden, notShown, approvedBy } = answer as unknown as {
    readonly grade: number | null;
    readonly steps: readonly string[];
    readonly hidden: string | null;
    readonly notShown: number;
    readonly approvedBy: { readonly by: string; readonly on: string; readonly protocol: string } | null;
  };
  const name = kind.toUpperCase();
  const at = observedAt === null ? '' : momentText(observedAt, say);
  if (observedAt === null) return null;
  return (
    <article className={classes.steps}>
      <h3>
        {grade === null
          ? say('web.bedside.guidance.open', { name, at })
          : say('web.bedside.guidance.lists', { name, grade, at })}
      </h3>
      {hidden ? <p>{say(`web.bedside.guidance.${hidden}`, { name })}</p> : null}
      {steps.length > 0 ? (
        <ul>
          {steps.map((step) => (
            <li key={step}>{say(`word.${step}`)}</li>
          ))}
        </ul>
      ) : hidden === null && grade !== null ? (
        <p>{say('web.bedside.guidance.nothing')}</p>
      ) : null}
      {hidden === null && notShown > 0 ? (
        <p className={classes.quiet}>{say('web.bedside.guidance.notShown', { count: notShown })}</p>
      ) : null}
      {hidden === null && approvedBy ? (
        <p className={classes.quiet}>
          {say('web.bedside.guidance.approved', { ...approvedBy, on: momentText(approvedBy.on, say) })}
        </p>
      ) : null}
      <p className={classes.quiet}>{say('web.bedside.guidance.source')}</p>
    </article>
  );
}

interface Dose {
  readonly doseMg: number | null;
  readonly allowedNow: boolean | null;
  readonly reason: string | null;
  readonly dosesRemaining: number;
}

/** The label's arithmetic: a number, and whether interval and number of doses are within the label. Never more. */
function DoseLine({
  dose: { doseMg, allowedNow, reason, dosesRemaining },
  words: { say },
}: {
  readonly dose: Dose;
  readonly words: Words;
}) {
  return (
    <article className={classes.steps}>
      <h3>{say('web.bedside.dose')}</h3>
      <p>
        {doseMg === null
          ? say('web.bedside.dose.noWeight')
          : say('web.bedside.dose.mg', { mg: doseMg.toLocaleString(say.language, { maximumFractionDigits: 1 }) })}{' '}
        {allowedNow === true
          ? say('web.bedside.dose.within', { left: dosesRemaining })
          : allowedNow === false
            ? say(`web.bedside.dose.${reason}`)
            : say('web.bedside.dose.open')}
      </p>
    </article>
  );
}
