import type { Instance } from '../instance.ts';
import { createSecretBox } from '../platform/secret-box.ts';
import { readSetting, writeSetting } from '../platform/settings.ts';
import { generateVapid, type VapidKeys } from '../platform/web-push.ts';
import { write } from '../platform/write.ts';

const setting = 'push.keys';
const known = new WeakMap<Instance['database'], VapidKeys>();

interface Kept {
  publicKey: string;
  sealed: string;
}

/** This server's keys towards push services (RFC 8292), sealed in the settings; made at the first need. Not inside a transaction. */
export async function pushKeys(instance: Instance): Promise<VapidKeys> {
  const already = known.get(instance.database);
  if (already) return already;
  const box = createSecretBox(instance.config.secretKey);
  let kept = await readSetting<Kept>(instance.db, setting);
  if (!kept) {
    const { publicKey, privateKey } = generateVapid();
    kept = await write(instance, async (tx) => {
      // Another process may have been first: programs keep the key that they were given.
      const there = await readSetting<Kept>(tx, setting);
      if (there) return there;
      const made = { publicKey, sealed: box.seal(privateKey, setting) };
      await writeSetting(tx, setting, made);
      return made;
    });
  }
  const keys = { publicKey: kept.publicKey, privateKey: box.open(kept.sealed, setting) };
  known.set(instance.database, keys);
  return keys;
}
