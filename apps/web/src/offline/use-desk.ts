import type { BedsideDocument } from '@linea/registry/contract';
import type { Observation } from '@linea/registry/observation';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Draft } from '../pages/bedside/model/draft.ts';
import { DraftKeeper, takeDraft } from './draft-keeper.ts';
import { flush, OUTBOX, type Waiting } from './outbox.ts';
import { type KeptSheet, keepSheet, keptSheet, prune } from './sheet-copy.ts';
import { type Kept, openVault, type Vault } from './vault.ts';
import { keepShell } from './worker.ts';

/** Whether what is typed lies on this device: it does, it is on its way, or the browser keeps nothing. */
type Keeping = 'kept' | 'keeping' | 'unkept';

/** Everything of one admission that lies on this device, and how it gets to the registry. */
export interface Desk {
  readonly ready: boolean;
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  readonly keeping: Keeping;
  /** What waits to be sent, of every patient. */
  readonly waiting: readonly Waiting[];
  readonly network: 'there' | 'away' | 'sending';
  readonly sentAt: Date | null;
  /** The sheet as it was last seen, for when the network is away. */
  readonly copy: KeptSheet | null;
  readonly keepCopy: (sheet: BedsideDocument) => void;
  /** Seals an observation, and tries to send it. The draft begins anew. */
  readonly write: (observation: Observation, next: Draft) => Promise<void>;
  readonly retry: () => void;
  /** Takes a refused observation out of what waits. */
  readonly discard: (id: string) => Promise<void>;
  /** Wipes this device: drafts, what waits, the copy of the sheet, the key. */
  readonly wipe: (next: Draft) => Promise<void>;
}

/** Seconds between two attempts while something waits. */
const PATIENCE_S = 10;

interface Options {
  readonly patient: string;
  readonly admission: string;
  readonly lang: string;
  readonly fresh: () => Draft;
  readonly onSent: () => void;
}

export function useDesk({ patient, admission, lang, fresh, onSent }: Options): Desk {
  const [vault, setVault] = useState<Vault | null>(null);
  const [ready, setReady] = useState(false);
  const [draft, setDraft] = useState<Draft>(fresh);
  const [keeping, setKeeping] = useState<Keeping>('kept');
  const [waiting, setWaiting] = useState<readonly Waiting[]>([]);
  const [network, setNetwork] = useState<Desk['network']>('there');
  const [sentAt, setSentAt] = useState<Date | null>(null);
  const [copy, setCopy] = useState<KeptSheet | null>(null);
  const keeper = useRef<DraftKeeper | null>(null);
  const now = useRef({ waiting, lang, onSent });
  now.current = { waiting, lang, onSent };

  useEffect(() => {
    let left = false;
    const open = async (): Promise<void> => {
      void keepShell();
      try {
        const opened = await openVault();
        const rows = await prune(opened, await opened.all());
        const { row, draft: found } = await takeDraft(rows, patient, admission);
        if (left) return;
        keeper.current = new DraftKeeper(opened, row, { patient, admission }, setKeeping);
        if (found) setDraft(found);
        setWaiting(waitingIn(rows));
        setCopy(keptSheet(rows, patient, admission));
        setVault(opened);
      } catch {
        if (!left) setKeeping('unkept');
      }
      if (!left) setReady(true);
    };
    void open();
    return () => {
      left = true;
      keeper.current?.leave();
      keeper.current = null;
    };
  }, [patient, admission]);

  const change = useCallback((next: Draft) => {
    setDraft(next);
    keeper.current?.keep(next);
  }, []);

  const attempt = useCallback(async (): Promise<void> => {
    if (!vault || !now.current.waiting.some(({ refused }) => !refused)) return;
    await navigator.locks.request('linea-send', { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      setNetwork('sending');
      const done = await flush(vault, now.current.waiting, now.current.lang, (id, came) => {
        setWaiting((before) =>
          came === 'sent' ? before.filter((one) => one.id !== id) : before.map((one) => (one.id === id ? came : one)),
        );
        if (came === 'sent') {
          setSentAt(new Date());
          now.current.onSent();
        }
      });
      setNetwork(done === 'sent' ? 'there' : 'away');
    });
  }, [vault]);

  const open = waiting.some(({ refused }) => !refused);
  useEffect(() => {
    if (!open) return;
    const tried = () => void attempt();
    const timer = setInterval(tried, PATIENCE_S * 1000);
    window.addEventListener('online', tried);
    document.addEventListener('visibilitychange', tried);
    tried();
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', tried);
      document.removeEventListener('visibilitychange', tried);
    };
  }, [open, attempt]);

  const write = useCallback(
    async (observation: Observation, next: Draft): Promise<void> => {
      const one: Waiting = { id: crypto.randomUUID(), observation };
      if (vault) await vault.put({ id: one.id, kind: OUTBOX, value: one });
      setWaiting((before) => [...before, one]);
      await keeper.current?.begin(next);
      setDraft(next);
    },
    [vault],
  );

  return useMemo(
    () => ({
      ready, draft, change, keeping, waiting, network, sentAt, copy, write,
      retry: () => void attempt(),
      keepCopy: (sheet: BedsideDocument) => void (vault && keepSheet(vault, copy, sheet, admission).then(setCopy)),
      discard: async (id: string) => {
        await vault?.remove(id);
        setWaiting((before) => before.filter((one) => one.id !== id));
      },
      wipe: async (next: Draft) => {
        keeper.current?.forget();
        await vault?.wipe();
        setWaiting([]);
        setCopy(null);
        setDraft(next);
      },
    }),
    [ready, draft, change, keeping, waiting, network, sentAt, copy, write, attempt, vault, admission],
  ); // biome-ignore format: one desk
}

/** In the order in which they were written down. */
const waitingIn = (rows: readonly Kept[]): readonly Waiting[] =>
  rows
    .flatMap(({ kind, value }) => (kind === OUTBOX ? [value as Waiting] : []))
    .sort((a, b) => ((a.observation.known ?? '') < (b.observation.known ?? '') ? -1 : 1));
