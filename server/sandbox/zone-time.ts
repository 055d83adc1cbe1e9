import type { Clock } from '../clock.ts';
import { wallMs, wallNow, wallText } from '../../src/domain/wall-date.ts';

const BUCKET_MS = 900_000;

/** CAN's wall clock: instants of the injected clock as they read on a wall in CAN's zone. */
export class ZoneTime {
  readonly #clock: Clock;
  readonly #zone: string;
  /** Offsets change on quarter hours at most, and asking Intl for each of thousands of times would show. */
  readonly #offsets = new Map<number, number>();

  constructor(clock: Clock, zone: string) {
    this.#clock = clock;
    this.#zone = zone;
  }

  now(): number {
    return this.#clock.now();
  }

  /** Wall milliseconds (see `wallMs`) at an instant. */
  wall(instant: number): number {
    const bucket = Math.floor(instant / BUCKET_MS);
    let offset = this.#offsets.get(bucket);
    if (offset === undefined) {
      if (this.#offsets.size > 10_000) this.#offsets.clear();
      const start = bucket * BUCKET_MS;
      offset = (wallMs(wallNow(this.#zone, start)) ?? start) - start;
      this.#offsets.set(bucket, offset);
    }
    return instant + offset;
  }

  /** `yyyy-MM-ddTHH:mm:ss` at an instant. */
  text(instant: number): string {
    return wallText(this.wall(instant));
  }

  /** The instant at which the wall shows this time (one of them where the clock is turned back). */
  instant(wall: number): number {
    const guess = wall - (this.wall(wall) - wall);
    return wall - (this.wall(guess) - guess);
  }
}
