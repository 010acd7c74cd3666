/** What the gateway is called in traces and metrics that are sent to a collector. */
export const serviceName = 'lien-thong-gateway';
