import { type Request, type Response, Router } from 'express';
import { type MemberView, memberPage, membersPage, signUpRequestsPage } from '../../views/admin/members.ts';
import { type Form, noForm } from '../../views/form.ts';
import { accountViews } from '../accounts/account-view.ts';
import { dayOf, setAffiliation } from '../accounts/affiliation.ts';
import { type FoundMember, findMembers, isMemberState } from '../accounts/find-members.ts';
import { admit, refuse } from '../accounts/join-request.ts';
import { listMembers, memberOf } from '../accounts/members.ts';
import { changeRole, memberRoles } from '../accounts/roles.ts';
import { resetSecondStep, withSecondStep } from '../accounts/second-step.ts';
import { closeOtherSessions, lastSeen } from '../accounts/sessions.ts';
import { affiliations } from '../accounts/view.ts';
import type { Instance } from '../instance.ts';
import { audited } from '../moderation/audit.ts';
import type { AuditAct } from '../moderation/view.ts';
import { notFound } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requirePower } from '../web/session.ts';
import type { Web } from '../web/web.ts';

/** Members, and those who ask to become one. */
export function memberRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  const by = (response: Response) => requirePower(response, 'administer').member.accountId;

  router.get('/admin/members', async (request, response) => {
    const { q = '', role, affiliation, state, before } = request.query as Record<string, string | undefined>;
    const wanted = {
      text: q.slice(0, 100).replaceAll('\0', ''),
      role: memberRoles.find((one) => one === role),
      affiliation: affiliations.find((one) => one === affiliation),
      state: isMemberState(state) ? state : undefined,
    };
    const { found, older, all } = await findMembers(instance, { ...wanted, before });
    const { text, ...others } = wanted;
    const asked = {
      q: text,
      role: others.role ?? '',
      affiliation: others.affiliation ?? '',
      state: others.state ?? '',
    };
    const next = older === null ? null : `/admin/members?${new URLSearchParams({ ...asked, before: older })}`;
    const view = { members: await viewsOf(found), all, asked, next };
    await send(web, request, response, membersPage(await pageOf(web, request, response), view));
  });

  router.get('/admin/members/:id', (request, response) => show(request, response, noForm));

  router.post('/admin/members/:id', async (request, response) => {
    const about = String(request.params.id);
    const fields = fieldsOf(response);
    const { role: wanted = '', affiliation = '', from = '', until = '' } = fields.values;
    const role = memberRoles.find((one) => one === wanted);
    const member = await memberOf(instance, about);
    if (!role || !member) throw notFound();
    try {
      if (role !== member.role)
        await audited(instance, { by: by(response), act: 'member.role', about, detail: role }, (inside) =>
          changeRole(inside, about, role),
        );
      const [account] = (await accountViews(instance, [about])).values();
      const tie = {
        affiliation: affiliations.find((one) => one === affiliation) ?? null,
        from: dayOf('from', from),
        until: dayOf('until', until),
      };
      const { affiliationFrom, affiliationUntil } = member;
      if (
        tie.affiliation !== (account?.affiliation ?? null) ||
        tie.from !== affiliationFrom ||
        tie.until !== affiliationUntil
      )
        await audited(instance, { by: by(response), act: 'member.affiliation', about, detail: affiliation }, (inside) =>
          setAffiliation(inside, about, tie),
        );
      flash(instance, response, 'settings.saved');
      response.redirect(303, `/admin/members/${about}`);
    } catch (fault) {
      await show(request, response, formOf(fields, fault));
    }
  });

  const act = (
    path: string,
    does: AuditAct,
    work: (inside: Instance, id: string, by: string) => Promise<unknown>,
    list?: string,
  ) =>
    router.post(`/admin/${path}`, async (request: Request, response: Response) => {
      const about = String(request.params.id);
      await audited(instance, { by: by(response), act: does, about }, (inside) => work(inside, about, by(response)));
      response.redirect(303, list ?? `/admin/members/${about}`);
    });
  act('members/:id/sign-out', 'member.signOut', (inside, id) => closeOtherSessions(inside, id, null));
  act('members/:id/second-step/delete', 'member.secondStep', (inside, id, by) => resetSecondStep(inside, id, by));
  act('requests/:id/accept', 'member.admit', admit, '/admin/requests');
  act('requests/:id/reject', 'member.refuse', refuse, '/admin/requests');

  router.get('/admin/requests', async (request, response) => {
    const rows = await listMembers(instance, 'pending');
    const accounts = await accountViews(
      instance,
      rows.map((member) => member.accountId),
    );
    const requests = rows.flatMap((member) => {
      const account = accounts.get(member.accountId);
      return account ? [{ account, email: member.email, reason: member.request, askedAt: member.createdAt }] : [];
    });
    await send(web, request, response, signUpRequestsPage(await pageOf(web, request, response), requests));
  });

  async function show(request: Request, response: Response, form: Form) {
    const { found } = await findMembers(instance, { id: String(request.params.id) });
    const [view] = await viewsOf(found);
    if (!view) throw notFound();
    const status = form === noForm ? 200 : 422;
    await send(web, request, response, memberPage(await pageOf(web, request, response), view, form), status);
  }

  async function viewsOf(found: FoundMember[]): Promise<MemberView[]> {
    const ids = found.map(({ member }) => member.accountId);
    const [accounts, seen] = [await accountViews(instance, ids), await lastSeen(instance, ids)];
    const second = await withSecondStep(instance);
    return found.flatMap(({ member, limited }) => {
      const account = accounts.get(member.accountId);
      if (!account) return [];
      const { email, role, createdAt: joinedAt, state } = member;
      const seenAt = seen.get(member.accountId) ?? null;
      const secondStep = second.has(member.accountId);
      const { affiliationFrom, affiliationUntil } = member;
      const suspended = state === 'suspended';
      const tie = { affiliationFrom, affiliationUntil };
      return [{ account, email, role, limited, suspended, secondStep, joinedAt, seenAt, ...tie }];
    });
  }
  return router;
}
