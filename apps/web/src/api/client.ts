import type { ProblemDocument } from '@linea/registry/contract';

/** Why the server did not do what was asked (RFC 9457). */
export class Problem extends Error {
  readonly document: ProblemDocument;

  constructor(document: ProblemDocument) {
    super(document.title);
    this.document = document;
  }
}

type Query = Readonly<Record<string, string | undefined>>;

const address = (path: string, query: Query): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
};

async function answered<T>(response: Response): Promise<T> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  throw new Problem(isProblem(body) ? body : unexplained(response));
}

const isProblem = (body: unknown): body is ProblemDocument =>
  typeof body === 'object' && body !== null && 'title' in body && 'detail' in body;

const unexplained = ({ status, statusText }: Response): ProblemDocument => ({
  type: 'about:blank',
  title: `${status} ${statusText}`,
  status,
  detail: '',
  id: '',
  issues: [],
});

/** @throws {Problem} the server said no; {TypeError} it did not answer */
export const get = async <T>(path: string, query: Query, signal?: AbortSignal): Promise<T> =>
  answered<T>(
    await fetch(address(path, query), { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) }),
  );

/** @throws {Problem} the server said no; {TypeError} it did not answer */
export const post = async <T>(path: string, query: Query, body: FormData): Promise<T> =>
  answered<T>(await fetch(address(path, query), { method: 'POST', body, headers: { accept: 'application/json' } }));

/** @throws {Problem} the server said no; {TypeError} it did not answer */
export const postJson = async <T>(path: string, query: Query, body: unknown): Promise<T> =>
  answered<T>(
    await fetch(address(path, query), {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { accept: 'application/json', 'content-type': 'application/json' },
    }),
  );
