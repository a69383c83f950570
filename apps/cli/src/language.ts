import { messages as briefsMessages } from '@linea/briefs/messages';
import { messages as explainMessages } from '@linea/explain/messages';
import { type Language, type Say, speaker } from '@linea/registry/say';
import { messages } from './messages.generated.ts';

/** `--lang` anywhere in the arguments, else the locale, else English. */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = at < 0 ? undefined : argv[at]?.includes('=') ? argv[at]?.split('=')[1] : argv[at + 1];
  if (asked === 'it' || asked === 'en') return asked;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.startsWith('it') ? 'it' : 'en';
}

/** Every message, those of the command line included. */
export const terminalSpeaker = (language: Language): Say =>
  speaker(language, [messages, explainMessages, briefsMessages]);
