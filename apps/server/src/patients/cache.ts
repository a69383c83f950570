/** Texts by key, the least recently asked for dropped first; it may forget anything at any time. */
export class TextCache {
  readonly #texts = new Map<string, string>();
  readonly #limit: number;
  #size = 0;

  /** @param limit  characters in all, >= 0 */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): string | undefined {
    const text = this.#texts.get(key);
    if (text === undefined) return undefined;
    this.#texts.delete(key);
    this.#texts.set(key, text);
    return text;
  }

  set(key: string, text: string): void {
    this.#size += text.length - (this.#texts.get(key)?.length ?? 0);
    this.#texts.delete(key);
    this.#texts.set(key, text);
    for (const [oldest, dropped] of this.#texts) {
      if (this.#size <= this.#limit) return;
      this.#texts.delete(oldest);
      this.#size -= dropped.length;
    }
  }
}
