import type { Federation } from '@fedify/fedify';
import { type Account, accountByHandle, accountById, isLocal } from '../accounts/account.ts';
import { countMembers } from '../accounts/members.ts';
import { organisationOf } from '../accounts/organisation.ts';
import type { Instance } from '../instance.ts';
import { countLocalPosts } from '../posts/published.ts';
import { version } from '../version.ts';
import { actorDocument } from './documents.ts';
import { toInstanceActor } from './objects/to-actor.ts';
import { perInstance } from './per-instance.ts';

/** Where Fedify's paths have an identifier, the instance actor has this one. */
const instanceIdentifier = 'instance';
const federations = perInstance<{ made: Promise<Federation<void>> | null }>(() => ({ made: null }));

/**
 * Fedify for discovery: WebFinger and NodeInfo, from the same actor documents that everybody gets. Loaded at the first
 * question, because it takes 70 MB. Its inbox, its queue, its delivery and `routeActivity` are never used
 * (stack.md §3.1).
 */
export function fedifyOf(instance: Instance): Promise<Federation<void>> {
  const state = federations(instance);
  state.made ??= make(instance).catch((error) => {
    state.made = null;
    throw error;
  });
  return state.made;
}

async function make(instance: Instance): Promise<Federation<void>> {
  const { createFederation, MemoryKvStore } = await import('@fedify/fedify');
  const { Application, Organization, Person, Service, Group } = await import('@fedify/vocab');
  const classes = { person: Person, organisation: Organization, group: Group, service: Service };
  const offline = { documentLoader: noNetwork, contextLoader: await preloaded() };

  const federation = createFederation<void>({
    kv: new MemoryKvStore(),
    origin: instance.config.origin,
    documentLoaderFactory: () => noNetwork,
    contextLoaderFactory: () => offline.contextLoader,
    authenticatedDocumentLoaderFactory: () => noNetwork,
  });
  federation
    .setActorDispatcher('/ap/accounts/{identifier}', async (_, identifier) => {
      if (identifier === instanceIdentifier) return Application.fromJsonLd(await toInstanceActor(instance), offline);
      const account = await local(accountById(instance, identifier));
      return account && classes[account.kind].fromJsonLd(JSON.parse(await actorDocument(instance, account)), offline);
    })
    .mapHandle(async (_, name) => {
      if (name === 'instance') return instanceIdentifier;
      return (await local(accountByHandle(instance, name.toLowerCase())))?.id ?? null;
    })
    .mapAlias(async (_, url) => {
      // The server's own address stands for its actor (FEP-d556).
      if (url.origin !== instance.config.origin) return null;
      if (url.pathname === '/' || url.pathname === '/ap/actor') return { identifier: instanceIdentifier };
      const name = /^\/@([^/@]+)$/.exec(url.pathname)?.[1];
      return name ? { username: name } : null;
    })
    .mapActorAlias('/ap/actor', instanceIdentifier);
  federation.setNodeInfoDispatcher('/nodeinfo/2.1', () => describe(instance));
  return federation;
}

const local = async (found: Promise<Account | null>) => {
  const account = await found;
  return account && isLocal(account) ? account : null;
};

async function describe(instance: Instance) {
  const own = await organisationOf(instance);
  const voice = own && (await accountById(instance, own.accountId));
  return {
    software: { name: 'maillon', version },
    protocols: ['activitypub' as const],
    usage: {
      users: { total: await countMembers(instance) },
      localPosts: await countLocalPosts(instance),
      localComments: 0,
    },
    openRegistrations: own?.signUp === 'open',
    metadata: {
      nodeName: own?.name ?? '',
      nodeDescription: own?.sentence ?? '',
      hue: own?.hue ?? 0,
      // Who speaks for the organisation: it alone makes partnerships.
      ...(voice && { organisation: voice.uri }),
      ...(voice?.avatarId && { nodeIcon: `${instance.config.origin}/media/${voice.avatarId}/avatar400` }),
    },
  };
}

/** What we hand to Fedify is whole: a wish to fetch is a fault, and would go past the guarded client. */
const noNetwork = (url: string): Promise<never> => Promise.reject(new Error(`not fetched: ${url}`));

/** Contexts come from those that Fedify carries with it; all others are empty (S43). */
async function preloaded() {
  const { preloadedContexts } = await import('@fedify/vocab-runtime');
  return async (url: string) => ({
    contextUrl: null,
    documentUrl: url,
    document: preloadedContexts[url] ?? { '@context': {} },
  });
}
