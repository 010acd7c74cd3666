import type { CountedMetrics } from '../../subgraphs/kit/metrics/counted-metrics.ts';
import { createPendingAnswers } from './pending-answers.ts';
import type { Beginning, FromPrimary, FromWorker, Question, StopOrder } from './worker-messages.ts';

/** How a process speaks with the one that started it. */
export type Channel = Pick<NodeJS.Process, 'send' | 'on' | 'once' | 'disconnect' | 'connected' | 'exit'>;

/** What the primary asks a worker to do. Exchanged as the worker gets on. */
export interface Duties {
  /** Notes in the store what is served from now on. */
  note: () => Promise<void>;
  counted: () => Promise<CountedMetrics>;
}

/** The line of a worker to its primary. */
export interface PrimaryLine {
  readonly beginning: Promise<Beginning>;
  readonly mayListen: Promise<void>;
  readonly stop: Promise<StopOrder>;
  /** Settles when it is sent, or cannot be. */
  tell(message: FromWorker): Promise<void>;
  /** @throws Error where there is no answer in time */
  ask(question: Question): Promise<unknown>;
  /** Tells what was counted last; then nothing is heard of the primary any more, so that this process can end. */
  leave(): Promise<void>;
}

/** Milliseconds within which the primary answers: it does next to nothing else. */
export const patience = 1_000;

/** Milliseconds after which a worker without a primary ends, whatever it is doing: more than a drain may take. */
const abandonedPatience = 25_000;

/** Hears from the first moment on: what is said while the gateway still opens is not lost. */
export function openPrimaryLine(channel: Channel, duties: Duties): PrimaryLine {
  const answers = createPendingAnswers<unknown>(patience);
  const beginning = Promise.withResolvers<Beginning>();
  const mayListen = Promise.withResolvers<void>();
  const stop = Promise.withResolvers<StopOrder>();
  const tell = (message: FromWorker) =>
    new Promise<void>((resolve) => channel.send?.(message, undefined, {}, () => resolve()));
  const hear = (message: FromPrimary) => {
    switch (message.kind) {
      case 'begin':
        return beginning.resolve(message.beginning);
      case 'note':
        return void tellNoted(message.id);
      case 'listen':
        return mayListen.resolve();
      case 'stop':
        return stop.resolve(message.order);
      case 'answer':
        return message.failed ? answers.fail(message.id) : answers.settle(message.id, message.answer);
      case 'count':
        return void tellCounted(message.id);
    }
  };
  const tellNoted = async (id: number) => {
    const isNoted = await duties.note().then(
      () => true,
      () => false,
    );
    await tell({ kind: 'noted', id, isNoted });
  };
  const tellCounted = async (id: number) => {
    // One that cannot count says nothing, and the primary goes on without it.
    const metrics = await duties.counted().catch(() => undefined);
    if (metrics) await tell({ kind: 'counted', id, metrics });
  };
  let hasLeft = false;
  // Without the primary nobody would count or replace this process any more.
  const abandoned = () => {
    answers.giveUp();
    if (hasLeft) return;
    stop.resolve({ notice: 0, isReplaced: true });
    setTimeout(() => channel.exit(1), abandonedPatience).unref();
  };
  channel.on('message', hear);
  channel.once('disconnect', abandoned);
  if (!channel.connected) abandoned();
  return {
    beginning: beginning.promise,
    mayListen: mayListen.promise,
    stop: stop.promise,
    tell,
    ask: (question) => answers.ask((id) => void tell({ kind: 'ask', id, question })),
    async leave() {
      hasLeft = true;
      if (!channel.connected) return;
      await tell({ kind: 'counted', id: 0, metrics: await duties.counted().catch(() => []) });
      if (channel.connected) channel.disconnect?.();
    },
  };
}
