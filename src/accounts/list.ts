import type { Instance } from '../instance.ts';
import { and, asc, count, eq, inArray } from '../platform/columns.ts';
import { Invalid, notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { accountById, isLocal } from './account.ts';
import { followBetween } from './follow.ts';
import { listPeople, lists } from './tables.ts';

export type List = typeof lists.$inferSelect;

const mostLists = 50;
const mostPeople = 500;
const longestName = 60;

/** Makes a list of the member's own; throws Invalid. Gives its id. */
export async function createList(instance: Instance, accountId: string, name: string): Promise<string> {
  const id = instance.ids();
  const wanted = checkName(name);
  await write(instance, async (tx) => {
    const [own] = await tx.select({ n: count() }).from(lists).where(eq(lists.accountId, accountId));
    if (own!.n >= mostLists) throw new Invalid({ name: { key: 'form.tooMany', args: { most: mostLists } } });
    await tx.insert(lists).values({ id, accountId, name: wanted, createdAt: instance.clock() });
  });
  return id;
}

export async function renameList(instance: Instance, accountId: string, id: string, name: string): Promise<void> {
  const wanted = checkName(name);
  await write(instance, async (tx) => {
    const [known] = await tx
      .update(lists)
      .set({ name: wanted })
      .where(isOwn(accountId, id))
      .returning({ id: lists.id });
    if (!known) throw notFound();
  });
}

/** The list goes, the people stay who they are. */
export const deleteList = (instance: Instance, accountId: string, id: string): Promise<void> =>
  write(instance, async (tx) => {
    const [known] = await tx.delete(lists).where(isOwn(accountId, id)).returning({ id: lists.id });
    if (!known) throw notFound();
    await tx.delete(listPeople).where(eq(listPeople.listId, id));
  });

function checkName(name: string): string {
  const wanted = name.trim();
  if (!wanted) throw new Invalid({ name: 'form.required' });
  if ([...wanted].length > longestName)
    throw new Invalid({ name: { key: 'form.tooLong', args: { most: longestName } } });
  return wanted;
}

const isOwn = (accountId: string, id: string) => and(eq(lists.id, id), eq(lists.accountId, accountId));

/** One's own list; 404 for anybody else's (S54). */
export async function ownList(instance: Instance, accountId: string, id: string): Promise<List> {
  const [list] = await instance.db.select().from(lists).where(isOwn(accountId, id));
  if (!list) throw notFound();
  return list;
}

/** The member's lists by name, each with how many people are in it. */
export async function listsOf(instance: Instance, accountId: string): Promise<(List & { people: number })[]> {
  const rows = await instance.db.select().from(lists).where(eq(lists.accountId, accountId)).orderBy(asc(lists.name));
  if (!rows.length) return [];
  const ids = rows.map((row) => row.id);
  const counts = await instance.db
    .select({ id: listPeople.listId, n: count() })
    .from(listPeople)
    .where(inArray(listPeople.listId, ids))
    .groupBy(listPeople.listId);
  return rows.map((row) => ({ ...row, people: counts.find(({ id }) => id === row.id)?.n ?? 0 }));
}

export async function peopleIn(instance: Instance, listId: string): Promise<string[]> {
  const rows = await instance.db.select().from(listPeople).where(eq(listPeople.listId, listId));
  return rows.map((row) => row.accountId);
}

/** In which of the member's lists somebody is. */
export async function listsWith(instance: Instance, accountId: string, targetId: string): Promise<string[]> {
  const rows = await instance.db
    .select({ id: lists.id })
    .from(lists)
    .innerJoin(listPeople, eq(listPeople.listId, lists.id))
    .where(and(eq(lists.accountId, accountId), eq(listPeople.accountId, targetId)));
  return rows.map((row) => row.id);
}

/** Puts somebody in one list, also while the follow is still asked for: what they write comes once it is accepted. */
export const addToList = (instance: Instance, accountId: string, listId: string, targetId: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    await ownList(inside, accountId, listId);
    const target = await accountById(inside, targetId);
    if (!target) throw notFound();
    if (!isLocal(target) && !(await followBetween(inside, accountId, targetId)))
      throw new Refusal(422, 'list.followFirst');
    if ((await peopleIn(inside, listId)).length >= mostPeople)
      throw new Refusal(422, 'form.tooMany', { args: { most: mostPeople } });
    await tx.insert(listPeople).values({ listId, accountId: targetId }).onConflictDoNothing();
  });

/**
 * Puts somebody in these lists of the member and takes them out of the others. Who is elsewhere has to be followed
 * first: without that their posts do not come here.
 */
export const putInLists = (instance: Instance, accountId: string, targetId: string, listIds: string[]): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const target = await accountById(inside, targetId);
    if (!target) throw notFound();
    const own = await listsOf(inside, accountId);
    const before = new Set(await listsWith(inside, accountId, targetId));
    const added = own.filter((list) => listIds.includes(list.id) && !before.has(list.id));
    if (added.length && !isLocal(target) && !(await followBetween(inside, accountId, targetId))?.accepted)
      throw new Refusal(422, 'list.followFirst');
    if (added.some((list) => list.people >= mostPeople))
      throw new Refusal(422, 'form.tooMany', { args: { most: mostPeople } });
    const removed = [...before].filter((id) => !listIds.includes(id));
    if (removed.length)
      await tx.delete(listPeople).where(and(inArray(listPeople.listId, removed), eq(listPeople.accountId, targetId)));
    if (added.length) await tx.insert(listPeople).values(added.map(({ id }) => ({ listId: id, accountId: targetId })));
  });
