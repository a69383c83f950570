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
    transformObject: (document) => onlyReferred(jsonSchemaTransformObject(document)),
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

type OpenApi = ReturnType<typeof jsonSchemaTransformObject>;

interface Described {
  readonly paths?: object;
  readonly components?: { readonly schemas?: Readonly<Record<string, object>> };
}

/** Every schema comes as it is read and as it is written; only those that something refers to are described. */
function onlyReferred(document: OpenApi): OpenApi {
  const { paths, components } = document as Described;
  const schemas = components?.schemas ?? {};
  const referred = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      const found = name === '$ref' && typeof member === 'string' ? member.split('/').at(-1) : undefined;
      if (found === undefined) visit(member);
      else if (!referred.has(found)) {
        referred.add(found);
        visit(schemas[found]);
      }
    }
  };
  visit(paths);
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => referred.has(name)));
  return { ...document, components: { ...components, schemas: kept } } as OpenApi;
}
