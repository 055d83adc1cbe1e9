/** CAN understood and says no: HTTP 200, a non-empty `errorMsg` (CAN_API, envelope 1). */
export class Refusal extends Error {
  readonly detail: string | undefined;
  constructor(message: string, detail?: string) {
    super(message);
    this.name = 'Refusal';
    this.detail = detail;
  }
}
