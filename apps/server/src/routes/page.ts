import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../http/problem.ts';

/** Stands in `index.html` where the nonce of the answer goes (Vite's `html.cspNonce`). */
const NONCE = /__LINEA_NONCE__/g;

/**
 * The page that the web app was built into: its files, and its one document for every address that a browser asks for as a
 * document, so that a link to a patient opens. Without a build there is no page, only the API.
 */
export async function pageRoutes(app: FastifyInstance, folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
  if (page === undefined) return;
  await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false, etag: true });
  const config = { permission: 'public' } as const;
  const schema = { hide: true };
  const document = (request: FastifyRequest, reply: FastifyReply) => {
    if (request.url.startsWith('/api/') || !wantsDocument(request)) throw notFound(request);
    const text = page.replace(NONCE, reply.cspNonce.style);
    return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(text);
  };
  // Names under assets/ hold a hash of what is in the file.
  app.get('/assets/*', { config, schema }, (request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .sendFile((request.params as { '*': string })['*'], join(folder, 'assets')),
  );
  for (const name of ['favicon.svg', 'favicon.ico', 'manifest.webmanifest', 'robots.txt', 'sw.js'])
    app.get(`/${name}`, { config, schema }, (_, reply) => reply.header('cache-control', 'no-cache').sendFile(name));
  app.get('/*', { config, schema }, document);
  app.get('/', { config, schema }, document);
}

const wantsDocument = ({ headers }: FastifyRequest): boolean =>
  (headers.accept ?? '*/*').split(',').some((kind) => /^\s*(text\/html|\*\/\*)/.test(kind));
