import { type FactJson, factText, momentText, type Words } from '@linea/briefs';
import type { ProblemDocument } from '@linea/registry/contract';
import type { Desk } from '../../offline/use-desk.ts';
import { timeText } from './grade-words.ts';
import { wardTime } from './model/draft.ts';
import classes from './status.module.css';

/** Where everything is that was typed: sent, or here and not yet sent, or refused and why. */
export function DeskStatus({
  desk,
  copyAt,
  words,
  onReopen,
  onWipe,
}: {
  readonly desk: Desk;
  /** When the sheet shown was copied, where the network gave none; empty where no copy lies here. */
  readonly copyAt: string | null;
  readonly words: Words;
  readonly onReopen: (id: string) => void;
  readonly onWipe: () => void;
}) {
  const { say } = words;
  const { waiting, network, sentAt, keeping } = desk;
  const open = waiting.filter(({ refused }) => !refused);
  const refused = waiting.filter((one) => one.refused);
  return (
    <section className={classes.status} aria-label={say('web.bedside.status')}>
      <p role="status" className={classes.line} data-state={open.length > 0 ? 'waiting' : 'sent'}>
        {open.length > 0 ? (
          <>
            <strong>{say('web.bedside.waiting', { count: open.length })}</strong>{' '}
            {say(network === 'sending' ? 'web.bedside.sending' : 'web.bedside.waits')}
          </>
        ) : sentAt ? (
          say('web.bedside.sentAt', { time: timeText(wardTime(sentAt), words) })
        ) : (
          say('web.bedside.nothingWaits')
        )}
        {open.length > 0 && network === 'away' ? (
          <button type="button" onClick={desk.retry}>
            {say('web.bedside.retry')}
          </button>
        ) : null}
      </p>
      {copyAt === null ? null : (
        <p role="status" className={classes.line} data-state="away">
          {copyAt === ''
            ? say('web.bedside.noCopy')
            : say('web.bedside.copy', { time: momentText(wardTime(new Date(copyAt)), say) })}
        </p>
      )}
      {keeping === 'unkept' ? (
        <p role="alert" className={classes.line} data-state="bad">
          {say('web.bedside.unkept')}
        </p>
      ) : null}
      {refused.map(({ id, observation, refused: problem }) => (
        <div key={id} role="alert" className={classes.refused}>
          <p>
            <strong>
              {observation.at === undefined
                ? say('web.bedside.correctionOf')
                : say('web.bedside.refused', { at: momentText(observation.at, say) })}
            </strong>{' '}
            {problem?.detail} {conflictText(problem, words)}
          </p>
          <ul>
            {problem?.issues.map(({ code, at, message }) => (
              <li key={`${code} ${at}`}>{message}</li>
            ))}
          </ul>
          {observation.at === undefined ? null : (
            <button type="button" onClick={() => onReopen(id)}>
              {say('web.bedside.reopen')}
            </button>
          )}
          <button type="button" onClick={() => void desk.discard(id)}>
            {say('web.bedside.discard')}
          </button>
        </div>
      ))}
      <details className={classes.device}>
        <summary>{say('web.bedside.device')}</summary>
        <p>{say('web.bedside.device.text')}</p>
        <button type="button" onClick={onWipe}>
          {say('web.bedside.device.wipe')}
        </button>
      </details>
    </section>
  );
}

/** Both values of a race that was lost. */
function conflictText(problem: ProblemDocument | undefined, words: Words): string {
  const { current, wanted } = (problem ?? {}) as { readonly current?: FactJson; readonly wanted?: FactJson };
  return current && wanted
    ? words.say('web.bedside.conflict', { current: factText(current, words), wanted: factText(wanted, words) })
    : '';
}
