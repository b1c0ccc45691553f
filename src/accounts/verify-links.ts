import type { Instance } from '../instance.ts';
import { and, eq, isNull, sql } from '../platform/columns.ts';
import type { Subscriber } from '../platform/events-log.ts';
import { attributesOf } from '../platform/html-attributes.ts';
import { HttpFault } from '../platform/http-fault.ts';
import { enqueue, type JobHandlers } from '../platform/jobs.ts';
import { within, write } from '../platform/write.ts';
import { type Account, accountById } from './account.ts';
import { accounts } from './tables.ts';

const hourMs = 3_600_000;
const hoursOfWeek = 168;
const headBytes = 262_144;

/** Looks at the links of a profile when it changes. */
export const verifySubscriber: Subscriber = {
  name: 'verify-links',
  on: {
    'account.updated': async (instance, { accountId }) => {
      const account = await accountById(instance, accountId);
      if (account?.host === '' && account.fields.some(linkOf)) await ask(instance, accountId);
    },
  },
};

const ask = (instance: Instance, accountId: string) =>
  write(instance, (tx) =>
    enqueue(tx, {
      kind: 'accounts.verify-links',
      lane: 'backfill',
      key: `links ${accountId}`,
      payload: { accountId },
    }),
  );

/** Called each hour: each profile has its hour of the week, in which its links are looked at again. */
export async function recheckLinks(instance: Instance): Promise<void> {
  const hour = Math.floor(instance.clock() / hourMs) % hoursOfWeek;
  const rows = await instance.db
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        eq(accounts.host, ''),
        sql`${accounts.fields} <> '[]'`,
        isNull(accounts.deletedAt),
        isNull(accounts.suspendedAt),
      ),
    );
  for (const { id } of rows) if (Number(BigInt(id) % BigInt(hoursOfWeek)) === hour) await ask(instance, id);
}

type Field = Account['fields'][number];

/** The address that a field is, when it is nothing else. */
const linkOf = ({ source }: Field): string | null => {
  const text = source?.trim() ?? '';
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text) ? new URL(text).href : null;
};

export const verifyJobs: JobHandlers = {
  'accounts.verify-links': async (instance, { accountId }: { accountId: string }, job) => {
    const account = await accountById(instance, accountId);
    const links = account?.fields.flatMap((field) => linkOf(field) ?? []) ?? [];
    if (!account || !links.length) return;
    const own = [`${instance.config.origin}/@${account.name}`, account.uri];
    const proved = new Set<string>();
    for (const link of new Set(links)) if (await pointsBack(instance, link, own)) proved.add(link);
    await write(instance, async (tx) => {
      await job.finish(tx);
      const now = await accountById(within(instance, tx), accountId);
      if (!now) return;
      const at = instance.clock();
      const fields = now.fields.map(({ verifiedAt, ...field }): Field => {
        const link = linkOf(field);
        return link && proved.has(link) ? { ...field, verifiedAt: verifiedAt ?? at } : field;
      });
      await tx.update(accounts).set({ fields }).where(eq(accounts.id, accountId));
    });
  },
};

/** Whether the page has a link with `rel="me"` to the profile. */
async function pointsBack(instance: Instance, link: string, own: string[]): Promise<boolean> {
  try {
    const { status, headers, body } = await instance.http.request(link, {
      timeoutMs: 10_000,
      headers: { accept: 'text/html, application/xhtml+xml' },
    });
    if (status !== 200 || !/^(text\/html|application\/xhtml\+xml)\b/i.test(headers['content-type'] ?? '')) return false;
    return saysMe(body.subarray(0, headBytes).toString('utf8'), own);
  } catch (error) {
    if (error instanceof HttpFault) return false;
    throw error;
  }
}

/** Exported for its tests: each byte is looked at once, whatever stands there. */
export function saysMe(html: string, own: string[]): boolean {
  for (const [tag] of html.matchAll(/<(?:a|link)\s(?:[^<>"']|"[^"]*"|'[^']*')*>/gi)) {
    const attributes = attributesOf(tag);
    const href = (attributes.get('href') ?? '').trim().replaceAll('&amp;', '&').replace(/\/$/, '');
    if (own.includes(href) && attributes.get('rel')?.toLowerCase().split(/\s+/).includes('me')) return true;
  }
  return false;
}
