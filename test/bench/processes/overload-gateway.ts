import { createFederation } from '../../../gateway/federation/create-federation.ts';
import type { RequestContext } from '../../../gateway/http/request-context.ts';
import { startServer } from '../../../gateway/server.ts';
import { believeHeader } from '../../overload/believe-header.ts';
import { serveMeasured } from '../measured-process.ts';

serveMeasured(async ({ supergraphSdl }: { readonly supergraphSdl: string }) =>
  startServer({
    gateway: createFederation<RequestContext>({ supergraphSdl, untilOf: ({ until }) => until }),
    admit: believeHeader,
    host: '127.0.0.1',
    port: 0,
    introspection: false,
    readyChecks: {},
    onFault: (fault) => process.stderr.write(`${fault.message}\n`),
  }),
);
