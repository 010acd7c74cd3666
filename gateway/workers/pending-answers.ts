/** Questions to another process that are not answered yet. */
export interface PendingAnswers<Answer> {
  /** @param send is given the number under which the answer is to come @throws Error once they have been given up */
  ask(send: (id: number) => void): Promise<Answer>;
  settle(id: number, answer: Answer): void;
  /** The other process has ended: nobody will answer. */
  giveUp(): void;
}

export function createPendingAnswers<Answer>(): PendingAnswers<Answer> {
  const pending = new Map<number, PromiseWithResolvers<Answer>>();
  let last = 0;
  let isOver = false;
  return {
    ask(send) {
      if (isOver) return Promise.reject(new Error('The process that would answer has ended.'));
      const waiting = Promise.withResolvers<Answer>();
      pending.set(++last, waiting);
      send(last);
      return waiting.promise;
    },
    settle(id, answer) {
      pending.get(id)?.resolve(answer);
      pending.delete(id);
    },
    giveUp() {
      isOver = true;
      for (const { reject } of pending.values())
        reject(new Error('The process that would answer has ended.'));
      pending.clear();
    },
  };
}
