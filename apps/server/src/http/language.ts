import { messages as briefsMessages } from '@linea/briefs/messages';
import { type Language, type Say, speaker } from '@linea/registry/words';
import type { FastifyRequest } from 'fastify';
import { messages } from '../messages.generated.ts';

const speakers = new Map<Language, Say>();

/** The words of a language, those of the documents and of the server included. */
function sayIn(language: Language): Say {
  const found = speakers.get(language) ?? speaker(language, [messages, briefsMessages]);
  speakers.set(language, found);
  return found;
}

/** `lang=it` in the query, else the first of `it` and `en` that the reader accepts, else English. */
export function languageOf(request: Pick<FastifyRequest, 'query' | 'headers'>): Language {
  const { lang } = (request.query ?? {}) as { lang?: unknown };
  if (lang === 'it' || lang === 'en') return lang;
  const first = (request.headers['accept-language'] ?? '').toLowerCase().match(/\b(it|en)\b/)?.[1];
  return first === 'it' ? 'it' : 'en';
}

export const sayFor = (request: Pick<FastifyRequest, 'query' | 'headers'>): Say => sayIn(languageOf(request));
