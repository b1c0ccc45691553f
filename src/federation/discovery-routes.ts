import express, { type Request, type Response, type Router } from 'express';
import type { Instance } from '../instance.ts';
import { fedifyOf } from './fedify.ts';

/** WebFinger (RFC 7033), NodeInfo 2.0 and 2.1, host-meta (RFC 6415): how others find what is here. */
export function discoveryRoutes(instance: Instance): Router {
  const router = express.Router();
  router.get(['/.well-known/webfinger', '/nodeinfo/2.1'], (request, response) => byFedify(instance, request, response));
  router.get('/.well-known/nodeinfo', (_, response) => {
    const link = (of: string) => ({
      rel: `http://nodeinfo.diaspora.software/ns/schema/${of}`,
      href: `${instance.config.origin}/nodeinfo/${of}`,
    });
    open(response).json({ links: [link('2.1'), link('2.0')] });
  });
  router.get('/nodeinfo/2.0', async (_, response) => {
    const answer = await ask(instance, '/nodeinfo/2.1', '*/*');
    const document = (await answer.json()) as { version: string; software: Record<string, unknown> };
    const { name, version } = document.software;
    open(response)
      .type('application/json; profile="http://nodeinfo.diaspora.software/ns/schema/2.0#"')
      .send(JSON.stringify({ ...document, version: '2.0', software: { name, version } }));
  });
  router.get('/.well-known/host-meta', (_, response) => {
    const template = `${instance.config.origin}/.well-known/webfinger?resource={uri}`;
    open(response)
      .type('application/xrd+xml')
      .send(
        `<?xml version="1.0" encoding="UTF-8"?>\n<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">\n  <Link rel="lrdd" template="${template}"/>\n</XRD>\n`,
      );
  });
  return router;
}

const open = (response: Response) =>
  response.set('Access-Control-Allow-Origin', '*').set('Cache-Control', 'public, max-age=3600');

const ask = async (instance: Instance, path: string, accept: string) => {
  const request = new globalThis.Request(new URL(path, instance.config.origin), { headers: { accept } });
  const federation = await fedifyOf(instance);
  return federation.fetch(request, { contextData: undefined });
};

async function byFedify(instance: Instance, request: Request, response: Response): Promise<void> {
  const answer = await ask(instance, request.originalUrl, '*/*');
  response.status(answer.status).set('Access-Control-Allow-Origin', '*');
  const type = answer.headers.get('content-type');
  if (type) response.set('Content-Type', type);
  response.send(Buffer.from(await answer.arrayBuffer()));
}
