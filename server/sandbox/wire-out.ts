const MARK = '\u0000bare:';

/** An id that goes over the wire as a bare number although it may exceed 2^53 (CAN_API, envelope 7). */
export class BareNumber {
  readonly digits: string;
  constructor(digits: string) {
    this.digits = digits;
  }
  toJSON(): string {
    return MARK + this.digits;
  }
}

/** JSON, with long numbers exact: `JSON.stringify` alone would round them. */
export function wireText(value: unknown): string {
  return JSON.stringify(value).replace(/"\\u0000bare:(\d+)"/g, '$1');
}

/** The type says what the wire's types know, a number; only `wireText` can write it. */
export function bare(digits: string): number {
  return new BareNumber(digits) as unknown as number;
}
