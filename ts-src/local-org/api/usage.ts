/** Calls of the APIs per day, for the limits resource and the `Sforce-Limit-Info` header. */
export class ApiUsage {
  readonly max: number;
  readonly #now: () => number;
  #day = 0;
  #used = 0;

  constructor(max = 100_000, now: () => number = Date.now) {
    this.max = max;
    this.#now = now;
  }

  count(): void {
    this.#roll();
    this.#used++;
  }

  get used(): number {
    this.#roll();
    return this.#used;
  }

  /** `Sforce-Limit-Info: api-usage=18/100000` */
  headers(): Readonly<Record<string, string>> {
    return { 'sforce-limit-info': `api-usage=${this.used}/${this.max}` };
  }

  #roll(): void {
    const day = Math.floor(this.#now() / 86_400_000);
    if (day === this.#day) return;
    this.#day = day;
    this.#used = 0;
  }
}
