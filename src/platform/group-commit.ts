import { Refusal, unavailable } from './refusal.ts';
import { keepTrace, untraced } from './trace.ts';

/** What a group commit needs of a database; SQLite answers at once, PostgreSQL in its time. */
export interface GroupConnection<Tx> {
  /** Opens a transaction. Throws when it cannot; {@link isBusy} says whether it is worth trying again. */
  begin(): Tx | Promise<Tx>;
  exec(statement: string): void | Promise<void>;
  /** False once a fault of the disk, or a lost connection, has ended the transaction. */
  inTransaction(): boolean;
  /** After COMMIT or ROLLBACK. */
  end(): void;
  isBusy(error: unknown): boolean;
  /** The database asks for the whole transaction again (PostgreSQL 40001). */
  mustRepeat(error: unknown): boolean;
}

interface Member<Tx> {
  work: (tx: Tx) => Promise<unknown>;
  resolve: (value: any) => void;
  reject: (error: unknown) => void;
}

const mostMembers = 64;
const mostRepeats = 20;
const waitForLockMs = 1000;

/**
 * One writer at a time in this process, and writes that wait together commit together, each in its savepoint: a commit
 * costs an fsync, 64 members share one. What undoes the whole group has the others run again, alone.
 */
export function groupCommit<Tx>(connection: GroupConnection<Tx>, committed: () => void) {
  const waiting: Member<Tx>[] = [];
  let draining: Promise<void> | null = null;

  async function drain() {
    while (waiting.length) {
      const opened = await begin();
      if ('fault' in opened) for (const member of waiting.splice(0)) member.reject(opened.fault);
      else await runGroup(opened.tx);
    }
    draining = null;
  }

  /** Waits by hand for who holds the lock: the driver's own waiting would block the event loop (F05). */
  async function begin(): Promise<{ tx: Tx } | { fault: Refusal }> {
    const until = Date.now() + waitForLockMs;
    for (;;) {
      try {
        return { tx: await connection.begin() };
      } catch (error) {
        if (!connection.isBusy(error) || Date.now() > until) return { fault: unavailable(error) };
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
  }

  async function runGroup(tx: Tx) {
    const done: { member: Member<Tx>; value: unknown }[] = [];
    const again = async (more: Member<Tx>[] = []) => {
      await undo();
      for (const member of [...done.map((one) => one.member), ...more]) await runAlone(member);
    };
    while (waiting.length && done.length < mostMembers) {
      const member = waiting.shift()!;
      try {
        await connection.exec('SAVEPOINT member');
        const value = await member.work(tx);
        if (!connection.inTransaction()) throw new Error('the transaction ended inside a write');
        await connection.exec('RELEASE SAVEPOINT member');
        done.push({ member, value });
      } catch (error) {
        if (connection.mustRepeat(error)) return again([member]);
        const lost = !connection.inTransaction() || !(await undone());
        member.reject(connection.isBusy(error) ? unavailable(error) : asRefusal(error));
        if (lost) return again();
      }
    }
    try {
      await connection.exec('COMMIT');
    } catch (error) {
      if (done.length > 1 || connection.mustRepeat(error)) return again();
      await undo();
      return done[0]?.member.reject(asRefusal(error));
    }
    connection.end();
    for (const { member, value } of done) member.resolve(value);
    committed();
  }

  async function runAlone(member: Member<Tx>, repeats = 0): Promise<void> {
    const opened = await begin();
    if ('fault' in opened) return member.reject(opened.fault);
    try {
      const value = await member.work(opened.tx);
      await connection.exec('COMMIT');
      connection.end();
      member.resolve(value);
      committed();
    } catch (error) {
      await undo();
      if (!connection.mustRepeat(error) || repeats === mostRepeats) return member.reject(asRefusal(error));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * (repeats + 1)));
      return runAlone(member, repeats + 1);
    }
  }

  /** Takes one member back; false when the transaction could not go on. */
  async function undone(): Promise<boolean> {
    try {
      await connection.exec('ROLLBACK TO SAVEPOINT member');
      await connection.exec('RELEASE SAVEPOINT member');
      return true;
    } catch {
      return false;
    }
  }

  async function undo() {
    try {
      if (connection.inTransaction()) await connection.exec('ROLLBACK');
    } catch {
      // The connection is lost, and the transaction with it.
    }
    connection.end();
  }

  return {
    write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        // Run by the loop of whoever came first, each under the id of its own request.
        waiting.push({ work: keepTrace(work), resolve, reject });
        // One turn later, so that writes of the same moment find themselves in one group.
        draining ??= untraced(() => new Promise<void>((next) => setImmediate(next)).then(drain));
      });
    },
    settled: () => draining ?? Promise.resolve(),
  };
}

const faults = /^(SQLITE_(FULL|IOERR|BUSY|READONLY|CANTOPEN|NOMEM)|08|53|57P|40|ECONN|EPIPE)/;

/** A full or failing disk, a lost server: told as 503. What the domain threw stays as it is. */
function asRefusal(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  return faults.test(codeOf(error)) ? unavailable(error) : error;
}

/** The driver's code; drizzle puts its own error around it. */
export const codeOf = (error: any): string => String(error?.cause?.code ?? error?.code ?? '');
