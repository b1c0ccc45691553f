import { readFileSync } from 'node:fs';
import Ajv2020Module from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import type { Home } from '../support/fediverse.ts';

const Ajv2020 = Ajv2020Module as unknown as typeof Ajv2020Module.default;
const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default;
const place = process.env.MASTODON_OPENAPI;

/** Where the published schema errs: the list is described as one filter, and the older policy is taken for a notification. */
const misdescribed = new Set(['GET /api/v1/filters', 'GET /api/v1/notifications/policy']);

type Check = (value: unknown) => string[];

/** The published schema of an answer by method and path, where `MASTODON_OPENAPI` says where it lies; else nothing is checked. */
function schemaChecks(): (method: string, path: string) => Check | null {
  if (!place) {
    console.log('MASTODON_OPENAPI is not set: answers are not held to the published schema.');
    return () => null;
  }
  // Quote and ShallowQuote overlap: « one of » can never hold (mastodon-api.md §3.4).
  const document = JSON.parse(readFileSync(place, 'utf8').replaceAll('"oneOf":', '"anyOf":'));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  // Mastodon itself answers '' where a card has no address; apps want a text there.
  ajv.addFormat('uri', (text) => text === '' || URL.canParse(text));
  for (const format of ['iso-639-1', 'scopes', 'binary']) ajv.addFormat(format, true);
  ajv.addSchema({ $id: 'mastodon', ...document });
  const routes = Object.keys(document.paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
  }));
  const known = new Map<string, Check | null>();
  return (method, path) => {
    const found = routes
      .filter(({ pattern }) => pattern.test(path))
      .sort((a, b) => a.path.match(/\{/g)?.length ?? 0 - (b.path.match(/\{/g)?.length ?? 0));
    const route = found.find((one) => !one.path.includes('{')) ?? found[0];
    if (!route) return null;
    const key = `${method} ${route.path}`;
    if (!known.has(key)) {
      const answer =
        document.paths[route.path][method.toLowerCase()]?.responses?.['200']?.content?.['application/json'];
      if (!answer?.schema) known.set(key, null);
      else {
        const pointer = `mastodon#/paths/${route.path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method.toLowerCase()}/responses/200/content/application~1json/schema`;
        const validate =
          ajv.getSchema(encodeURI(pointer).replaceAll('%257E', '~')) ??
          ajv.compile({ ...answer.schema, $id: undefined, components: document.components });
        known.set(key, (value) =>
          validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`),
        );
      }
    }
    return known.get(key)!;
  };
}

const checkFor = schemaChecks();
/** What broke the schema, in all requests of this file. */
export const breaches: string[] = [];
/** `GET /api/v1/…` of each answer that was held to it. */
export const checked = new Set<string>();

export interface ApiReply {
  status: number;
  headers: Headers;
  json: any;
}

/** A request as an app makes it; every 2xx is held to the published schema. */
export async function api(
  home: Home,
  method: string,
  path: string,
  { token, body, headers = {} }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<ApiReply> {
  const { request } = await import('undici');
  const url = new URL(path, home.origin);
  const form = body instanceof URLSearchParams || body instanceof FormData;
  const answer = await request(`http://127.0.0.1:${url.port}${url.pathname}${url.search}`, {
    method: method as 'GET',
    headers: {
      host: url.host,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && !form && { 'content-type': 'application/json' }),
      ...(body instanceof URLSearchParams && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    ...(body !== undefined && {
      body: form ? (body instanceof FormData ? (body as never) : String(body)) : JSON.stringify(body),
    }),
  });
  const text = await answer.body.text();
  const json = text ? JSON.parse(text) : null;
  if (answer.statusCode === 204) breaches.push(`${method} ${path}: 204`);
  if (answer.statusCode === 200) {
    const check = misdescribed.has(`${method} ${url.pathname}`) ? null : checkFor(method, url.pathname);
    if (check) {
      checked.add(`${method} ${url.pathname.replace(/\/\d{6,}/g, '/:id')}`);
      for (const fault of check(json)) breaches.push(`${method} ${url.pathname}: ${fault}`);
    }
  }
  return { status: answer.statusCode, headers: new Headers(answer.headers as never), json };
}
