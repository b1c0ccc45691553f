import pino from 'pino';
import type { Config } from '../config.ts';
import { traceId } from './trace.ts';

export type Log = pino.Logger;

/** JSON lines on standard output, or `to`. Ids and codes only: never content, tokens or addresses (S120). */
export function createLog(config: Pick<Config, 'logLevel'>, to?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level: config.logLevel,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: plainError },
    // What ties the lines of one piece of work (trace.ts); a line that names its request says which.
    mixin: (line) => {
      const id = traceId();
      return id === undefined || 'request' in line ? {} : { request: id };
    },
    redact: {
      paths: [
        'password',
        'token',
        'cookie',
        'authorization',
        'signature',
        '*.password',
        '*.token',
        '*.cookie',
        '*.authorization',
        '*.signature',
      ],
      censor: '[redacted]',
    },
  };
  return pino(options, to ?? standardOutput());
}

/** Lines that cannot be written, for a disk is full or nobody reads them, are dropped: the server goes on (F34). */
function standardOutput(): pino.DestinationStream {
  const output = pino.destination({ dest: 1, sync: true, maxLength: 1_048_576 });
  output.on('error', () => {});
  return output;
}

interface PlainError {
  type: string;
  message: string;
  code?: unknown;
  at: string[];
  cause?: PlainError;
}

/**
 * What an operator needs of an error. A failed query is told without its values, which are what people wrote: drizzle
 * puts them into the message, PostgreSQL into `detail`.
 */
function plainError(error: unknown, depth = 0): PlainError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error', at: [] };
  const { query, code } = error as { query?: unknown; code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return {
    type: error.name,
    message: typeof query === 'string' ? `failed query: ${query}` : error.message,
    ...(code !== undefined && { code }),
    at: frames.slice(0, 12).map((line) => line.trim().slice(3)),
    ...(error.cause !== undefined && depth < 4 && { cause: plainError(error.cause, depth + 1) }),
  };
}
