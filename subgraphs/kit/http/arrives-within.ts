/** How a server waits for requests. */
interface Patience {
  readonly requestTimeout: number;
  readonly http: {
    readonly requestTimeout: number;
    readonly headersTimeout: number;
    readonly connectionsCheckingInterval: number;
  };
}

/**
 * The options of a Fastify server that waits so long for a request, from its first byte to its last. By itself Node lets
 * each head take a minute, whatever is said of the whole, and looks at its connections every half a minute only.
 *
 * @param milliseconds after which 408 is answered, within a second
 */
export function arrivesWithin(milliseconds: number): Patience {
  const requestTimeout = Math.ceil(milliseconds);
  const connectionsCheckingInterval = Math.ceil(Math.min(1_000, milliseconds / 4));
  return {
    requestTimeout,
    http: { requestTimeout, headersTimeout: requestTimeout, connectionsCheckingInterval },
  };
}
