import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';

/** `GET /api/openapi.json`: OpenAPI 3.1 out of the schemas that requests and answers are held to. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Linea',
        version,
        description:
          'For research use; does not replace clinical judgement. One local user on the loopback address; there are no accounts yet.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.get(
    '/api/openapi.json',
    {
      config: { permission: 'public' },
      schema: { hide: true, response: { 200: z.looseObject({ openapi: z.string() }) } },
    },
    async () => app.swagger(),
  );
}
