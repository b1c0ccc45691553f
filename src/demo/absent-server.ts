import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { accountByHandle, localHost } from '../accounts/account.ts';
import { follow } from '../accounts/follow.ts';
import { setUp } from '../accounts/setup.ts';
import { parseConfig } from '../config.ts';
import { writePost } from '../posts/write-post.ts';
import { type Running, startInstance } from '../start.ts';
import { password } from './cast.ts';

/**
 * A fourth organisation that was there for a day: one of its members follows Malik, then its server goes away, and what
 * Malik writes next does not arrive. The university's administration shows it.
 */
export async function leaveAbsentServer(university: Running, folder: string, port: number): Promise<void> {
  const dataDir = join(folder, 'preau');
  const config = parseConfig({
    PORT: String(port),
    ORIGIN: `http://preau.localhost:${port}`,
    DATA_DIR: dataDir,
    ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8,::1/128',
    LOG_LEVEL: 'error',
  });
  const absent = await startInstance(config);
  try {
    const { instance } = absent;
    await setUp(instance, {
      name: 'Association du Préau',
      handle: 'preau',
      hue: 315,
      sentence: 'Des jeux, des goûters, un préau.',
      charter: 'On se parle gentiment.',
      languages: ['fr'],
      signUp: 'invitation',
      emailDomains: [],
      administrator: { name: 'zoe', displayName: 'Zoé Maurin', email: 'zoe@preau.example', password },
    });
    const zoe = (await accountByHandle(instance, 'zoe'))!;
    const malik = await instance.discover.account(`@malik@${localHost(university.instance)}`);
    if (malik) await follow(instance, zoe.id, malik);
    for (let round = 0; round < 3; round++) for (const one of [absent, university]) await one.settled();
  } finally {
    await absent.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
  const { instance } = university;
  const malik = (await accountByHandle(instance, 'malik'))!;
  const text = 'Il reste quatre places samedi pour visiter les cuisines. Écrivez-moi.';
  const draft = { text, notice: '', language: 'fr', audience: 'public' as const };
  await writePost(instance, malik, { ...draft, inReplyToId: null, mediaIds: [], poll: null });
  await university.settled();
}
