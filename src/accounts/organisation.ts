import { createHash } from 'node:crypto';
import type { Instance } from '../instance.ts';
import { eq, inArray } from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import type { Tx } from '../platform/database.ts';
import { remembered } from '../platform/remembered.ts';
import { localHost } from './account.ts';
import { initialsOf } from './names.ts';
import { organisation, organisations } from './organisation-tables.ts';
import type { OrganisationView } from './view.ts';

export type Organisation = typeof organisation.$inferSelect;

/** The organisation whose server this is, asked for once a page; null before the set-up. */
export async function organisationOf(instance: Instance): Promise<Organisation | null> {
  const [row] = await remembered('organisation', instance.db, () => only(instance.db));
  return row ?? null;
}

const only = compiled((db) => db.select().from(organisation).where(eq(organisation.id, 1)));

/** Organisations by host ('' = ours); an unknown host stands for itself with a hue made from its name. */
export async function organisationViews(
  instance: Instance,
  hosts: Iterable<string>,
): Promise<Map<string, OrganisationView>> {
  const wanted = new Set(hosts);
  const views = new Map<string, OrganisationView>();
  if (wanted.delete('')) {
    const own = await organisationOf(instance);
    views.set('', {
      name: own?.name ?? '',
      monogram: own?.monogram ?? '',
      hue: own?.hue ?? 0,
      host: localHost(instance),
    });
  }
  if (!wanted.size) return views;
  const known = await instance.db
    .select()
    .from(organisations)
    .where(inArray(organisations.host, [...wanted]));
  for (const { host, name, monogram, hue } of known) views.set(host, { host, name, monogram, hue });
  for (const host of wanted)
    if (!views.has(host)) views.set(host, { host, name: host, monogram: initialsOf('', host), hue: hueOf(host) });
  return views;
}

/** What another server says of its organisation (its `Organization` actor, or its NodeInfo). */
export async function saveOrganisation(instance: Instance, tx: Tx, host: string, said: { name: string; hue?: number }) {
  const row = {
    name: said.name.slice(0, 80),
    monogram: initialsOf(said.name, host),
    hue: nearestHue(said.hue ?? hueOf(host)),
    updatedAt: instance.clock(),
  };
  await tx
    .insert(organisations)
    .values({ host, ...row })
    .onConflictDoUpdate({ target: organisations.host, set: row });
}

/** One of the 24 hues (0, 15, … 345) for a host that gives none: always the same one. */
const hueOf = (host: string) => (createHash('sha256').update(host).digest()[0]! % 24) * 15;

export const nearestHue = (degrees: number) => (((Math.round(degrees / 15) * 15) % 360) + 360) % 360;
