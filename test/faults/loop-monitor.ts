import { monitorEventLoopDelay } from 'node:perf_hooks';

// Loaded into the server with --import: each second, the longest delay of its loop and its memory go to standard error.
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
setInterval(() => {
  const { rss, heapUsed } = process.memoryUsage();
  process.stderr.write(`monitor ${JSON.stringify({ delayMs: Math.round(delay.max / 1e6), rss, heapUsed })}\n`);
  delay.reset();
}, 1000).unref();
