import type { Say } from '@linea/briefs';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { messages } from '../messages.generated.ts';
import type { Language } from './language.ts';
import { sayWith } from './words.ts';

const SayContext = createContext<Say | null>(null);

/** Everything below speaks this language, and the document says so. */
export function Speaking({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  const say = useMemo(() => sayWith(language, messages[language]), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <SayContext value={say}>{children}</SayContext>;
}

/** The sentences of the pages, in the reader's language. */
export function useSay(): Say {
  const say = useContext(SayContext);
  if (!say) throw new Error('useSay: outside of Speaking');
  return say;
}
