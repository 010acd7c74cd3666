import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { refusal } from '../http/refusal.ts';
import type { GatewayMetrics } from '../observability/gateway-metrics.ts';
import type { Quotas } from '../quota/quotas.ts';
import { createPendingAnswers } from './pending-answers.ts';
import type { Spent } from './shared-answers.ts';
import { workerVariable, type FromPrimary, type FromWorker, type Question } from './worker-messages.ts';

/** What a gateway is that shares its port with others: the primary accepts, counts and tells it when to stop. */
export interface WorkerSide {
  readonly number: number;
  /** Counted by the primary, for all workers. */
  readonly quotas: Quotas;
  /** Gives a server the connections that the primary accepts. @returns settles when all of them have ended */
  receive(server: Server): () => Promise<void>;
  /** The metrics of all workers in place of those of one. */
  shared(metrics: GatewayMetrics): Pick<GatewayMetrics, 'read'>;
  ready(): void;
  /** Nothing is heard of the primary any more, so that this process can end. */
  leave(): void;
  /** @param stop is given how long to go on answering, in milliseconds */
  onStop(stop: (notice: number) => void): void;
}

/** This process as a worker; undefined where it stands alone. */
export function findWorkerSide(
  { env }: Pick<NodeJS.Process, 'env'> = process,
  channel: Pick<NodeJS.Process, 'send' | 'on' | 'once' | 'disconnect' | 'connected'> = process,
): WorkerSide | undefined {
  const number = Number(env[workerVariable]);
  if (!Number.isInteger(number) || !channel.send) return undefined;
  const answers = createPendingAnswers<unknown>();
  const tell = (message: FromWorker) => void channel.send?.(message, undefined, {}, () => undefined);
  const ask = (question: Question) => answers.ask((id) => tell({ kind: 'ask', id, question }));
  const on = <Kind extends FromPrimary['kind']>(
    kind: Kind,
    hear: (message: Extract<FromPrimary, { kind: Kind }>, socket: Socket | undefined) => void,
  ) =>
    channel.on('message', (message: FromPrimary, socket?: unknown) => {
      if (message.kind === kind)
        hear(message as Extract<FromPrimary, { kind: Kind }>, socket as Socket | undefined);
    });
  on('answer', ({ id, answer }) => answers.settle(id, answer));
  channel.once('disconnect', answers.giveUp);
  return {
    number,
    quotas: {
      requests: {
        async spend(client) {
          const spent = (await ask({ kind: 'spend', client })) as Spent;
          if (spent) throw refusal('QUOTA_EXCEEDED', spent.message, Object.fromEntries(spent.headers));
        },
        used: (client) => ask({ kind: 'used', client }) as ReturnType<Quotas['requests']['used']>,
      },
      subjects: {
        count: (sighting, quota, now) =>
          ask({ kind: 'sighted', sighting, quota, now }) as Promise<number | undefined>,
      },
    },
    receive(server) {
      const open = new Set<Socket>();
      // Only from this event on Node keeps count of connections, ends slow ones in time and idle ones at the end.
      server.emit('listening');
      on('connection', (_, socket) => {
        // It may have ended on its way.
        if (!socket) return;
        open.add(socket);
        socket.once('close', () => open.delete(socket));
        // As HTTP servers listen: half-open connections are theirs to end, and small answers are not held back.
        socket.allowHalfOpen = true;
        socket.setNoDelay(true);
        server.emit('connection', socket);
        socket.resume();
      });
      return async () => {
        await Promise.all(Array.from(open, (socket) => new Promise((end) => socket.once('close', end))));
      };
    },
    shared(metrics) {
      on(
        'count',
        ({ id }) => void metrics.counted().then((counted) => tell({ kind: 'counted', id, metrics: counted })),
      );
      return {
        read: async () => ({
          contentType: (await metrics.read()).contentType,
          text: (await ask({ kind: 'metrics' })) as string,
        }),
      };
    },
    ready: () => tell({ kind: 'ready' }),
    leave: () => void (channel.connected && channel.disconnect?.()),
    onStop(stop) {
      on('stop', ({ notice }) => stop(notice));
      // Without the primary nobody would send connections any more.
      channel.once('disconnect', () => stop(0));
    },
  };
}
