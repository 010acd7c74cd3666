import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { explainSqliteError } from './errors.ts';
import { StoreError } from '../store-errors.ts';

interface Job {
  /** Returns what to do once the transaction is durable. */
  readonly work: () => () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The one door for writes: all that was asked for in one turn of the event loop becomes one transaction, so that many
 * writers share one fsync. A job that refuses (StoreError) must do so before it writes; the others are not touched.
 */
export class SqliteWriter {
  readonly #db: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #schema: StatementSync;
  #queue: Job[] = [];

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#schema = db.prepare('PRAGMA schema_version');
  }

  /** What another number has when this process or another has made or dropped tables; as of the transaction under way. */
  get schemaVersion(): unknown {
    return this.#schema.get()?.['schema_version'];
  }

  /** Runs `work` in a transaction; resolves when it is on disk. */
  run<R>(work: () => R): Promise<R> {
    return new Promise((resolve, reject) => {
      const job: Job = {
        work: () => {
          const result = work();
          return () => resolve(result);
        },
        reject,
      };
      if (this.#queue.push(job) === 1) setImmediate(() => this.flush());
    });
  }

  /** Commits what waits. */
  flush(): void {
    const group = this.#queue;
    if (group.length === 0) return;
    this.#queue = [];
    try {
      const answers = this.#transact(group);
      for (const answer of answers) answer();
    } catch (error) {
      const reason = explainSqliteError(error);
      for (const job of group) job.reject(reason);
    }
  }

  #transact(group: readonly Job[]): readonly (() => void)[] {
    this.#begin.run();
    try {
      const answers = group.map((job) => {
        try {
          return job.work();
        } catch (error) {
          if (error instanceof StoreError) return () => job.reject(error);
          throw error;
        }
      });
      this.#commit.run();
      return answers;
    } catch (error) {
      // A full disk ends the transaction by itself.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}
