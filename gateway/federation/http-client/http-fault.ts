/** How an exchange over HTTP failed: the address or what came is no HTTP/1.1, is more than may be, or ended before it was whole. */
export type HttpFaultCode = 'NO_HTTP' | 'TOO_LARGE' | 'CUT_OFF';

/** An exchange that failed. It says nothing of what came: that may hold secrets and other people's data. */
export class HttpFault extends Error {
  readonly code: HttpFaultCode;

  constructor(code: HttpFaultCode) {
    super(code);
    this.name = 'HttpFault';
    this.code = code;
  }
}
