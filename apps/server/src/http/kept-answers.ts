import { createHash, randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Cache } from '../patients/cache.ts';
import { languageOf } from './language.ts';
import { jsonText } from './schemas.ts';

/** Characters of answers that are kept. */
const KEPT = 64e6;

/** Of what an answer is made: the same parts are the same answer. */
interface Of {
  /** Route, parameters and everything else but the language; null: it hangs on something that cannot be named, and is made anew. */
  readonly parts: readonly unknown[] | null;
  readonly schema: z.ZodType;
}

/**
 * Answers that are made once for who asks again, and that a reader who has them need not be sent: each has an ETag of what it
 * hangs on. Whoever calls has asked before whether the reader may see the patient; a tag that somebody brings opens nothing.
 */
export class KeptAnswers {
  readonly #texts = new Cache<string>(KEPT, (text) => text.length);
  /** Of this process: another one may be another program, and its answers are its own. */
  readonly #process = randomUUID();

  /** @param make  the answer, where it is not there yet; what it throws is not kept */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    { parts, schema }: Of,
    make: () => unknown,
  ): Promise<FastifyReply> {
    const typed = reply.type('application/json; charset=utf-8');
    if (parts === null) return typed.send(jsonText(schema, await make()));
    const key = JSON.stringify([languageOf(request), ...parts]);
    const tag = `"${createHash('sha256').update(`${this.#process} ${key}`).digest('base64url').slice(0, 27)}"`;
    const asked = request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''));
    // Only who was sent this answer knows its tag.
    if (asked?.includes(tag)) return reply.header('etag', tag).code(304).send();
    const kept = this.#texts.get(key);
    const text = kept ?? jsonText(schema, await make());
    if (kept === undefined) this.#texts.set(key, text);
    return typed.header('etag', tag).send(text);
  }
}
