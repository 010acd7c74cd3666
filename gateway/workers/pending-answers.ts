/** Questions to another process that are not answered yet. */
export interface PendingAnswers<Answer> {
  /** @param send is given the number under which the answer is to come @throws Error when there is none in time */
  ask(send: (id: number) => void): Promise<Answer>;
  settle(id: number, answer: Answer): void;
  /** There will be no answer. */
  fail(id: number): void;
  /** The other process has ended: nobody will answer. */
  giveUp(): void;
}

/** @param patience milliseconds after which an answer is late */
export function createPendingAnswers<Answer>(patience: number): PendingAnswers<Answer> {
  const pending = new Map<number, PromiseWithResolvers<Answer>>();
  let last = 0;
  let isOver = false;
  const fail = (id: number, why: string) =>
    pending.get(id)?.reject(new Error(`The process that would answer ${why}.`));
  return {
    async ask(send) {
      if (isOver) throw new Error('The process that would answer has ended.');
      const waiting = Promise.withResolvers<Answer>();
      const id = ++last;
      pending.set(id, waiting);
      const late = setTimeout(() => fail(id, `said nothing for ${patience} ms`), patience);
      try {
        send(id);
        return await waiting.promise;
      } finally {
        clearTimeout(late);
        pending.delete(id);
      }
    },
    settle: (id, answer) => pending.get(id)?.resolve(answer),
    fail: (id) => fail(id, 'could not'),
    giveUp() {
      isOver = true;
      for (const id of pending.keys()) fail(id, 'has ended');
    },
  };
}
