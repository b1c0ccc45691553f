import express, { type Request, type Response, type Router } from 'express';
import type { Instance } from '../instance.ts';
import { pushKeys } from '../notifications/push-keys.ts';
import { Invalid } from '../platform/refusal.ts';
import { tokenHash } from '../platform/tokens.ts';
import { bearerOf, type Parameters, parametersOf, readApiBody } from '../web/api-body.ts';
import { addressOf, limit } from '../web/limits.ts';
import { appByClientId, appsByIds, type OauthApp, outOfBand, registerApp, sameText } from './app.ts';
import { everyScope, readScopes } from './scopes.ts';
import { type AccessToken, appToken, exchangeCode, grantOf, revokeToken } from './token.ts';

/**
 * What programs ask without a page: to be known (`/api/v1/apps`), tokens, their end, and where all this is (RFC 6749,
 * 7009, 7636, 8414; Mastodon's names). Answers are JSON, also of faults.
 */
export function oauthApiRoutes(instance: Instance): Router {
  const router = express.Router();
  const apps = limit(10, 60 * 60);
  const tries = limit(60, 5 * 60);
  const body = readApiBody(instance, async () => null);
  const own = ['/api/v1/apps', '/oauth/token', '/oauth/revoke', '/api/v1/apps/verify_credentials'];
  router.use([...own, '/.well-known/oauth-authorization-server'], (request, response, next) => {
    openToOthers(request, response);
    if (request.method === 'OPTIONS') return void response.status(200).json({});
    next();
  });

  router.get('/.well-known/oauth-authorization-server', (_request, response) => {
    const { origin } = instance.config;
    response.set('Cache-Control', 'public, max-age=3600').json({
      issuer: `${origin}/`,
      authorization_endpoint: `${origin}/oauth/authorize`,
      token_endpoint: `${origin}/oauth/token`,
      revocation_endpoint: `${origin}/oauth/revoke`,
      app_registration_endpoint: `${origin}/api/v1/apps`,
      scopes_supported: everyScope,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'client_credentials'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      service_documentation: `${origin}/about`,
    });
  });

  router.post('/api/v1/apps', body, async (request, response) => {
    await apps.take(addressOf(request));
    const asked = parametersOf(response);
    const uris = asked
      .list('redirect_uris')
      .flatMap((text) => text.split(/\s+/))
      .filter(Boolean);
    try {
      const { app, secret } = await registerApp(instance, {
        name: asked.text('client_name'),
        website: asked.text('website'),
        redirectUris: uris,
        scopes: readScopes(asked.text('scopes')),
      });
      response.json({
        ...application(app, await vapidKey()),
        client_id: app.clientId,
        client_secret: secret,
        client_secret_expires_at: 0,
      });
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const [field] = Object.keys(error.fields);
      response.status(422).json({ error: `Validation failed: ${field} is invalid` });
    }
  });

  router.get('/api/v1/apps/verify_credentials', async (request, response) => {
    const token = bearerOf(request);
    const grant = token ? await grantOf(instance, token) : null;
    if (!grant) return void response.status(401).json({ error: 'The access token is invalid' });
    const [app] = await appsByIds(instance, grant.token.appId ? [grant.token.appId] : []);
    if (!app)
      return void response.json({
        id: '0',
        name: grant.token.name,
        website: null,
        scopes: grant.token.scopes,
        redirect_uri: outOfBand,
        redirect_uris: [outOfBand],
        vapid_key: await vapidKey(),
      });
    response.json(application(app, await vapidKey()));
  });

  router.post('/oauth/token', body, async (request, response) => {
    response.set('Cache-Control', 'no-store').set('Pragma', 'no-cache');
    await tries.take(addressOf(request));
    const asked = parametersOf(response);
    const { app, authenticated } = await clientOf(request, asked);
    const verifier = asked.text('code_verifier');
    if (!app || (!authenticated && !verifier)) return refuse(response, 401, 'invalid_client');
    const kind = asked.text('grant_type');
    if (kind === 'client_credentials') {
      if (!authenticated) return refuse(response, 401, 'invalid_client');
      const scopes = readScopes(asked.text('scope'));
      if (!scopes) return refuse(response, 400, 'invalid_scope');
      const { token, row } = await appToken(instance, app, scopes);
      return void response.json(tokenOf(token, row));
    }
    if (kind !== 'authorization_code') return refuse(response, 400, 'unsupported_grant_type');
    const made = await exchangeCode(instance, app, {
      code: asked.text('code'),
      redirectUri: asked.text('redirect_uri'),
      verifier,
      needsVerifier: !authenticated,
    });
    if (!made) return refuse(response, 400, 'invalid_grant');
    response.json(tokenOf(made.token, made.row));
  });

  router.post('/oauth/revoke', body, async (request, response) => {
    await tries.take(addressOf(request));
    const asked = parametersOf(response);
    const { app, authenticated } = await clientOf(request, asked);
    if (!app || !authenticated) return refuse(response, 403, 'unauthorized_client');
    await revokeToken(instance, app, asked.text('token'));
    response.json({});
  });

  const vapidKey = async () => (await pushKeys(instance)).publicKey;

  /** The program, by its body or by Basic (RFC 6749 §2.3.1), and whether its secret was right. */
  async function clientOf(request: Request, asked: Parameters) {
    const basic = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const [user = '', word = ''] = basic ? Buffer.from(basic, 'base64').toString().split(':') : [];
    const clientId = asked.text('client_id') || user;
    const secret = asked.text('client_secret') || word;
    const app = clientId ? await appByClientId(instance, clientId) : null;
    return { app, authenticated: Boolean(app && secret && sameText(tokenHash(secret), app.secretHash)) };
  }
  return router;
}

const descriptions: Record<string, string> = {
  invalid_client:
    'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
  invalid_grant:
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
  invalid_scope: 'The requested scope is invalid, unknown, or malformed.',
  unsupported_grant_type: 'The authorization grant type is not supported by the authorization server.',
  unauthorized_client: 'You are not authorized to revoke this token',
};

const refuse = (response: Response, status: number, error: string): void =>
  void response.status(status).json({ error, error_description: descriptions[error] });

/** What anybody may know of a program (Mastodon's `Application`). */
export const application = (app: OauthApp, vapidKey: string) => ({
  id: app.id,
  name: app.name,
  website: app.website,
  scopes: app.scopes,
  redirect_uri: app.redirectUris.join('\n'),
  redirect_uris: app.redirectUris,
  vapid_key: vapidKey,
});

const tokenOf = (token: string, row: AccessToken) => ({
  access_token: token,
  token_type: 'Bearer',
  scope: row.scopes.join(' '),
  created_at: Math.floor(row.createdAt / 1000),
});

/** Pages of other sites may ask: tokens travel in a header, never in a cookie (mastodon-api.md §1.2 R1). */
export function openToOthers(request: Request, response: Response): void {
  response.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
    'Access-Control-Expose-Headers':
      'Link, Mastodon-Async-Refresh, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id',
    'Access-Control-Max-Age': '86400',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  const wanted = request.headers['access-control-request-headers'];
  if (wanted) response.set('Access-Control-Allow-Headers', wanted.slice(0, 500));
}
