import { accountByHandle, accountByUri } from '../accounts/account.ts';
import { emailFault } from '../accounts/email.ts';
import type { Instance } from '../instance.ts';
import { Invalid } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { postById, postByUri } from '../posts/post.ts';
import { postLetter } from './letters.ts';
import { report } from './reports.ts';
import { type Ground, grounds } from './view.ts';

export interface Notice {
  /** The exact address of what is reported. */
  url: string;
  ground: string;
  /** Why it should not stand here. */
  comment: string;
  name: string;
  email: string;
  /** The person says in good faith that this is right. */
  goodFaith: boolean;
  language: string;
}

const longest = 2000;

/**
 * A notice by somebody without an account (DSA 16): its address, its reasons, who sends it (but for the abuse of
 * children), and a receipt by mail. It never tells whether something is at the address (S53). Throws Invalid. Gives the
 * number of the report.
 */
export async function receiveNotice(instance: Instance, notice: Notice): Promise<number> {
  const ground = grounds.find((one) => one === notice.ground);
  checkNotice(notice, ground);
  const { comment, language } = notice;
  const url = notice.url.trim();
  const [reporterName, reporterEmail] = [notice.name.trim(), notice.email.trim()];
  const reported = await whatIsAt(instance, url);
  return write(instance, async (tx) => {
    const said = { reporterId: '', ...reported, comment, url, reporterName, reporterEmail, language };
    const inside = within(instance, tx);
    const id = await report(inside, { ...said, ground: ground! });
    await postLetter(inside, tx, { letter: 'receipt', id });
    return id;
  });
}

function checkNotice({ url, comment, name, email, goodFaith }: Notice, ground: Ground | undefined): void {
  const faults: Record<string, string | { key: string; args: Record<string, number> }> = {};
  if (!/^https?:\/\/\S{4,2000}$/.test(url.trim())) faults.url = 'notice.urlNeeded';
  if (!ground) faults.ground = 'form.required';
  if (!comment.trim()) faults.comment = 'form.required';
  if (comment.length > longest) faults.comment = { key: 'form.tooLong', args: { most: longest } };
  const nameless = ground === 'child' && !name.trim() && !email.trim();
  if (!nameless && (!name.trim() || name.length > 100)) faults.name = 'form.required';
  const mail = emailFault(email.trim());
  if (!nameless && mail) faults.email = mail;
  if (!goodFaith) faults.goodFaith = 'notice.goodFaithNeeded';
  if (Object.keys(faults).length) throw new Invalid(faults);
}

/** The account and the post at an address of ours, or of what we keep of others; nothing for any other address. */
export async function whatIsAt(instance: Instance, address: string): Promise<{ targetId: string; postIds: string[] }> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url) return nothing;
  const path = url.origin === instance.config.origin ? decodePath(url.pathname) : '';
  const id = /^\/(?:posts|@[^/]+)\/(\d{1,19})$/.exec(path)?.[1];
  const post = id ? await postById(instance, id) : await postByUri(instance, url.href);
  if (post && !post.boostOfId) return { targetId: post.accountId, postIds: [post.id] };
  const handle = /^\/(@[^/]+)(?:\/(?:replies|media))?$/.exec(path)?.[1];
  const account = handle ? await accountByHandle(instance, handle) : await accountByUri(instance, url.href);
  return account ? { targetId: account.id, postIds: [] } : nothing;
}

const nothing = { targetId: '', postIds: [] };

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
