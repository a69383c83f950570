/** Values by key up to a total weight, the least recently asked for dropped first. It may forget anything at any time. */
export class Cache<T> {
  readonly #kept = new Map<string, T>();
  readonly #limit: number;
  readonly #weigh: (value: T) => number;
  #weight = 0;

  /** @param limit  of the weights in all, >= 0 */
  constructor(limit: number, weigh: (value: T) => number) {
    this.#limit = limit;
    this.#weigh = weigh;
  }

  get(key: string): T | undefined {
    const value = this.#kept.get(key);
    if (value === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, value);
    return value;
  }

  set(key: string, value: T): void {
    const before = this.#kept.get(key);
    this.#weight += this.#weigh(value) - (before === undefined ? 0 : this.#weigh(before));
    this.#kept.delete(key);
    this.#kept.set(key, value);
    for (const [oldest, dropped] of this.#kept) {
      if (this.#weight <= this.#limit) return;
      this.#kept.delete(oldest);
      this.#weight -= this.#weigh(dropped);
    }
  }
}
