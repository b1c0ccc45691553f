import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { checkOrigin, setUpLink } from './accounts/setup.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { createDiscover } from './federation/discover.ts';
import { refuseOldFedify } from './federation/fedify-version.ts';
import { startHousekeeping } from './housekeeping.ts';
import { closeInstance, createInstance, type Instance } from './instance.ts';
import { isStreamingSocket } from './mastodon/streaming-socket.ts';
import { holdRoles } from './platform/database-lock.ts';
import { followEvents } from './platform/events-log.ts';
import { checkHeartbeat } from './platform/heartbeat.ts';
import { noteRestored } from './platform/lost-stretch.ts';
import { startWorker } from './platform/worker.ts';
import { jobHandlers, subscribers } from './subscribers.ts';
import { cutSlow } from './web/slow-requests.ts';

export interface Running {
  instance: Instance;
  port: number;
  /** Subscribers and jobs have nothing left to do that is due now (tests and the demo wait for it). */
  settled(): Promise<void>;
  setUpLink(): Promise<string | null>;
  /** Stops taking requests and jobs, waits for those under way (10 s at most), closes the database. */
  stop(): Promise<void>;
}

/** Opens an instance in the roles of its configuration: `web` listens on its port, `worker` does the jobs. */
export async function startInstance(config: Config, own: Parameters<typeof createInstance>[1] = {}): Promise<Running> {
  refuseOldFedify();
  const roles = holdRoles(config);
  const instance = await open(config, own).catch((error) => {
    roles.release();
    throw error;
  });
  const web = config.roles.has('web') ? createApp(instance) : null;
  const server = web ? await listen(web, config.port) : null;
  const worker = config.roles.has('worker') ? startWorker(instance, jobHandlers) : null;
  const following = config.roles.has('worker') ? followEvents(instance, subscribers) : null;
  const housekeeping = config.roles.has('worker') ? startHousekeeping(instance) : null;
  const port = server ? (server.address() as { port: number }).port : config.port;
  instance.log.info({ origin: config.origin, port, roles: [...config.roles] }, 'started');
  return {
    instance,
    port,
    settled: async () => {
      await following?.settled();
      await worker?.settled();
    },
    setUpLink: () => setUpLink(instance),
    stop: async () => {
      await housekeeping?.stop();
      web?.stop();
      if (server) await close(server);
      await worker?.stop();
      await following?.stop();
      await closeInstance(instance);
      roles.release();
      instance.log.info('stopped');
    },
  };
}

async function open(config: Config, own: Parameters<typeof createInstance>[1]): Promise<Instance> {
  const instance = await createInstance(config, own);
  instance.discover = createDiscover(instance);
  try {
    await checkOrigin(instance);
    await checkHeartbeat(instance);
    await noteRestored(instance);
    return instance;
  } catch (error) {
    await closeInstance(instance);
    throw error;
  }
}

async function listen({ handler, upgrade }: ReturnType<typeof createApp>, port: number): Promise<Server> {
  // Slow requests are cut (S39): headers after 10 s by Node, bodies by `cutSlow`, which tells uploads from the rest.
  const limits = { headersTimeout: 10_000, requestTimeout: 0, keepAliveTimeout: 65_000 };
  // A request that offers another protocol (h2c) is answered in this one, as if it had not.
  const server = createServer({ ...limits, shouldUpgradeCallback: isStreamingSocket }, cutSlow(handler));
  server.on('upgrade', upgrade);
  server.listen(port);
  await once(server, 'listening');
  return server;
}

async function close(server: Server) {
  const closed = once(server, 'close');
  server.close();
  // A connection that is kept alive would bring request after request: each ends with its present one (F28).
  server.prependListener('request', (_, response) => response.setHeader('Connection', 'close'));
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const patience = setTimeout(() => server.closeAllConnections(), 10_000);
  await closed;
  clearInterval(idle);
  clearTimeout(patience);
}
