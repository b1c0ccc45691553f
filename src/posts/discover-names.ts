import { accountByHandle } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { namesIn } from '../platform/markdown.ts';
import { limits } from './write-post.ts';

/** Names of other servers in a text are looked up before it is published, so that they are told of it. */
export async function discoverNames(instance: Instance, text: string): Promise<void> {
  const unknown = [];
  for (const handle of namesIn(text).handles.slice(0, limits.mentions))
    if (handle.includes('@') && !(await accountByHandle(instance, handle))) unknown.push(handle);
  await Promise.all(unknown.slice(0, 20).map((handle) => instance.discover.account(handle).catch(() => null)));
}
