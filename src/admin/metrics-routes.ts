import { timingSafeEqual } from 'node:crypto';
import { type Request, type RequestHandler, Router } from 'express';
import ipaddr from 'ipaddr.js';
import { countMembers } from '../accounts/members.ts';
import { countHosts } from '../federation/hosts.ts';
import type { Instance } from '../instance.ts';
import { countReports } from '../moderation/read-reports.ts';
import { notFound } from '../platform/refusal.ts';
import { countLocalPosts } from '../posts/published.ts';
import { healthOf } from './health.ts';

type Answers = Map<string, number>;

/** Counts the answers given, by the first digit of their status. */
const countAnswers =
  (answers: Answers): RequestHandler =>
  (_request, response, next) => {
    response.once('finish', () => {
      const code = `${String(response.statusCode)[0]}xx`;
      answers.set(code, (answers.get(code) ?? 0) + 1);
    });
    next();
  };

/**
 * `GET /metrics` in Prometheus' text format: figures, and nobody's name. For who shows METRICS_TOKEN; without one, for
 * who asks on this machine itself and not through a proxy. To anybody else it is not there.
 */
export function metricsRoutes(instance: Instance): Router {
  const answers: Answers = new Map();
  const router = Router();
  router.use(countAnswers(answers));
  router.get('/metrics', async (request, response) => {
    if (!mayWatch(instance, request)) throw notFound();
    response.type('text/plain; version=0.0.4').set('Cache-Control', 'no-store');
    response.send(await metrics(instance, answers));
  });
  return router;
}

function mayWatch({ config }: Instance, request: Request): boolean {
  if (config.metricsToken !== null) {
    const right = Buffer.from(`Bearer ${config.metricsToken}`);
    const given = Buffer.from(request.headers.authorization ?? '');
    return right.length === given.length && timingSafeEqual(right, given);
  }
  const address = request.socket.remoteAddress ?? '';
  const proxied = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some((name) => name in request.headers);
  return !proxied && ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}

async function metrics(instance: Instance, answers: Answers): Promise<string> {
  const health = await healthOf(instance);
  const now = instance.clock();
  const seconds = (ms: number | null) => (ms === null ? 0 : ms / 1000);
  const lines = [
    ...gauge('maillon_info', 'Version of the program.', [[`{version="${health.version}"}`, 1]]),
    ...gauge('maillon_jobs_waiting', 'Jobs in the queue.', [['', health.queued]]),
    ...gauge('maillon_jobs_oldest_seconds', 'Age of the oldest job.', [
      ['', health.oldestSince === null ? 0 : seconds(now - health.oldestSince)],
    ]),
    ...gauge('maillon_lines_failing', 'Lines of the queue whose first job has failed.', [['', health.failingLines]]),
    ...gauge('maillon_dead_letters', 'Jobs given up.', [['', health.deadLetters]]),
    ...gauge('maillon_hosts', 'Other servers known.', [['', await countHosts(instance)]]),
    ...gauge('maillon_hosts_failing', 'Other servers out of reach.', [['', health.failingHosts]]),
    ...gauge('maillon_clock_skew_seconds', 'Median of how far the clocks of others are ahead.', [
      ['', seconds(health.skew)],
    ]),
    ...gauge('maillon_members', 'Active members.', [['', await countMembers(instance)]]),
    ...gauge('maillon_posts', 'Posts of members.', [['', await countLocalPosts(instance)]]),
    ...gauge('maillon_reports_open', 'Reports that wait.', [['', await countReports(instance)]]),
    ...gauge('maillon_disk_free_bytes', 'Free where the data is.', [['', health.diskFree]]),
    ...gauge('maillon_last_backup_timestamp_seconds', 'When the last good backup ended; 0: never.', [
      ['', seconds(health.lastBackup)],
    ]),
    ...gauge('process_resident_memory_bytes', 'Memory of this process.', [['', health.memory]]),
    ...gauge('process_start_time_seconds', 'When this process started.', [
      ['', Math.round(Date.now() / 1000 - process.uptime())],
    ]),
    ...family('counter', 'process_cpu_seconds_total', 'Processor time of this process.', [
      ['', process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6],
    ]),
    ...family(
      'counter',
      'maillon_http_answers_total',
      'Answers by the first digit of their status.',
      [...answers].sort().map(([code, n]) => [`{code="${code}"}`, n]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

type Samples = [labels: string, value: number][];

const family = (type: 'gauge' | 'counter', name: string, help: string, samples: Samples): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
  ...samples.map(([labels, value]) => `${name}${labels} ${value}`),
];
const gauge = (name: string, help: string, samples: Samples) => family('gauge', name, help, samples);
