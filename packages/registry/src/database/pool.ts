/** A row as it comes: by column name. */
export type Row = Readonly<Record<string, unknown>>;

export interface Answer<R = Row> {
  readonly rows: R[];
  readonly command: 'UPDATE' | 'DELETE' | 'INSERT' | 'MERGE' | 'SELECT';
  readonly rowCount: number;
}

/** One connection, held by one piece of work until it is released. Shaped so that Kysely's PostgreSQL dialect takes it as it is. */
export interface Client {
  query<R = Row>(sql: string, parameters: readonly unknown[]): Promise<Answer<R>>;
  /** Runs several statements, without parameters. */
  script(sql: string): Promise<void>;
  /**
   * Loads rows by COPY.
   * @param into     `t (a, b)`
   * @param options  of COPY, in parentheses
   * @param parts    text, asked for as fast as it is loaded; a part ends with a line
   */
  copy(into: string, options: string, parts: AsyncIterable<string>): Promise<void>;
  release(): void;
}

/** A database, embedded or a server: the store asks both in the same way. */
export interface Pool {
  readonly kind: 'pglite' | 'postgres';
  /** Where it is, for people: a directory, or server and database. */
  readonly at: string;
  /** @throws {StoreRefused} no room on the disk to write anything; a server finds out by itself */
  requireRoom(): void;
  /** Waits for a connection; only its holder runs anything on it until it is released. */
  connect(): Promise<Client>;
  end(): Promise<void>;
}
