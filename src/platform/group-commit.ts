import { Refusal, unavailable } from './refusal.ts';

/** What a group commit needs of a connection; statements run at once (SQLite). */
export interface GroupConnection<Tx> {
  tx: Tx;
  exec(statement: string): void;
  inTransaction(): boolean;
  /** The database is held by another process: worth trying again. */
  isBusy(error: unknown): boolean;
}

interface Member<Tx> {
  work: (tx: Tx) => Promise<unknown>;
  resolve: (value: any) => void;
  reject: (error: unknown) => void;
}

const mostMembers = 64;
const waitForLockMs = 1000;

/**
 * Writes that wait together commit together, each in its savepoint: a commit costs an fsync, 64 members share one.
 * A fault of the disk undoes the whole group and ends the transaction; the others are then run again alone.
 */
export function groupCommit<Tx>(connection: GroupConnection<Tx>, committed: () => void) {
  const waiting: Member<Tx>[] = [];
  let draining: Promise<void> | null = null;

  async function drain() {
    while (waiting.length) {
      const fault = await begin();
      if (fault) for (const member of waiting.splice(0)) member.reject(fault);
      else await runGroup();
    }
    draining = null;
  }

  /** BEGIN IMMEDIATE by hand: the driver's own waiting would block the event loop (F05). */
  async function begin(): Promise<Refusal | null> {
    const until = Date.now() + waitForLockMs;
    for (;;) {
      try {
        connection.exec('BEGIN IMMEDIATE');
        return null;
      } catch (error) {
        if (!connection.isBusy(error) || Date.now() > until) return unavailable(error);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
  }

  async function runGroup() {
    const done: { member: Member<Tx>; value: unknown }[] = [];
    while (waiting.length && done.length < mostMembers) {
      const member = waiting.shift()!;
      try {
        connection.exec('SAVEPOINT member');
        const value = await member.work(connection.tx);
        if (!connection.inTransaction()) throw new Error('the transaction ended inside a write');
        connection.exec('RELEASE member');
        done.push({ member, value });
      } catch (error) {
        if (!connection.inTransaction()) {
          member.reject(asRefusal(error));
          return runAlone(done.map((d) => d.member));
        }
        connection.exec('ROLLBACK TO member');
        connection.exec('RELEASE member');
        member.reject(asRefusal(error));
      }
    }
    try {
      connection.exec('COMMIT');
    } catch (error) {
      if (connection.inTransaction()) connection.exec('ROLLBACK');
      if (done.length === 1) return done[0]!.member.reject(asRefusal(error));
      return runAlone(done.map((d) => d.member));
    }
    for (const { member, value } of done) member.resolve(value);
    committed();
  }

  async function runAlone(members: Member<Tx>[]) {
    for (const member of members) {
      const fault = await begin();
      if (fault) {
        member.reject(fault);
        continue;
      }
      try {
        const value = await member.work(connection.tx);
        connection.exec('COMMIT');
        member.resolve(value);
        committed();
      } catch (error) {
        if (connection.inTransaction()) connection.exec('ROLLBACK');
        member.reject(asRefusal(error));
      }
    }
  }

  return {
    write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve, reject });
        // One turn later, so that writes of the same moment find themselves in one group.
        draining ??= new Promise<void>((next) => setImmediate(next)).then(drain);
      });
    },
    settled: () => draining ?? Promise.resolve(),
  };
}

/** A full or failing disk is told as 503; what the domain threw stays as it is. */
function asRefusal(error: unknown): unknown {
  const code = (error as { code?: string; cause?: { code?: string } })?.code ?? (error as any)?.cause?.code;
  if (
    !(error instanceof Refusal) &&
    typeof code === 'string' &&
    /^SQLITE_(FULL|IOERR|BUSY|READONLY|CANTOPEN|NOMEM)/.test(code)
  )
    return unavailable(error);
  return error;
}
