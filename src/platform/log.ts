import pino from 'pino';
import type { Config } from '../config.ts';

export type Log = pino.Logger;

/** JSON lines on standard output. Ids and codes only: never content, tokens or addresses (S120). */
export function createLog(config: Pick<Config, 'logLevel'>): Log {
  return pino({
    level: config.logLevel,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
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
  });
}
