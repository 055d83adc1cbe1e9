/** A clock that stands until it is moved. */
export class HeldClock {
  #now = Date.UTC(2026, 10, 21, 10, 0, 0);
  now(): number {
    return this.#now;
  }
  advance(ms: number): void {
    this.#now += ms;
  }
}
