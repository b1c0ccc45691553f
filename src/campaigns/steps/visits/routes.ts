import { type Request, type Response, Router } from 'express';
import { type SessionPageView, sessionPage } from '../../../../views/campaigns/session.ts';
import { type SessionView, visitsView } from '../../../../views/campaigns/visits.ts';
import { type Form, hasFaults, noForm } from '../../../../views/form.ts';
import { accountById, type Viewer } from '../../../accounts/account.ts';
import { accountList } from '../../../accounts/account-view.ts';
import type { Instance } from '../../../instance.ts';
import { notFound } from '../../../platform/refusal.ts';
import { attendeesOf } from '../../../posts/attend.ts';
import { gatheringDraftOf } from '../../../posts/gathering-fields.ts';
import { type Post, postsByIds } from '../../../posts/post.ts';
import { postViews } from '../../../posts/post-views.ts';
import type { Attendance } from '../../../posts/view.ts';
import { flash } from '../../../web/flash.ts';
import { fieldsOf, formOf } from '../../../web/form.ts';
import { pageOf, send } from '../../../web/page.ts';
import { back } from '../../../web/redirect.ts';
import { requireMember, viewerOf } from '../../../web/session.ts';
import { facilitated, findCampaignById, findStep } from '../../campaign.ts';
import { contributionsByIds, takingPartFault } from '../../contribution.ts';
import { campaignPath } from '../../frame-path.ts';
import { campaignFrame, type OfCampaign, placeIn } from '../../frame-routes.ts';
import type { StepPanel } from '../../panel-routes.ts';
import { choicesFor, drawFrom } from '../draw/draw-fields.ts';
import { drawsOfSessions } from '../draw/draw-views.ts';
import { publishDraw } from '../draw/publish.ts';
import { zoneOf } from '../draw/routes.ts';
import { arrivalsOf, checkIn, codeOf, undoCheckIn } from './arrivals.ts';
import {
  addSession,
  askPlace,
  confirmAll,
  organisedSession,
  requestsOf,
  sessionOf,
  sessionsOf,
  withdrawFrom,
} from './session.ts';

/** Sessions of visits: asking for a place, giving it back, and what organisers do with the requests. */
export const visitsPanel: StepPanel = {
  panel: async ({ web: { instance }, response, page, frame, campaign, step, form }) => {
    const fault = takingPartFault(campaign, { ...step, startsAt: null }, instance.clock());
    return visitsView(page, {
      ...{ frame, form, zone: zoneOf(response), closed: fault },
      step: frame.campaign.steps.find((one) => one.id === step.id)!,
      sessions: await sessionViews(instance, viewerOf(response), await sessionsOf(instance, step.id)),
    });
  },

  routes: (web, show) => {
    const { instance } = web;
    const router = Router();
    type OfId = Request<{ id: string }>;

    router.post('/campaign-steps/:id/visits', async (request: OfId, response) => {
      const { member, viewer } = requireMember(response);
      const { step, campaign } = await findStep(instance, viewer, request.params.id);
      await facilitated(instance, member.accountId, campaign.communityId);
      const fields = fieldsOf(response);
      try {
        const author = (await accountById(instance, member.accountId))!;
        const { title = '', text = '' } = fields.values;
        const gathering = gatheringDraftOf(fields.values, zoneOf(response));
        const words = { title, text, language: member.postLanguage ?? member.language };
        const id = await addSession(instance, author, campaign, step, { ...words, gathering });
        flash(instance, response, 'visit.published');
        response.redirect(303, (await placeIn(web, step, id)).replace('#c-', '#visit-'));
      } catch (fault) {
        await show(request as unknown as Request, response, step.id, formOf(fields, fault));
      }
    });

    router.post('/visits/:id/ask', async (request: OfId, response) => {
      const { viewer } = requireMember(response);
      const { id } = request.params;
      const { row } = await sessionOf(instance, viewer, id);
      const { campaign } = await findCampaignById(instance, viewer, row.campaignId);
      await askPlace(instance, viewer, campaign, id);
      flash(instance, response, 'visit.askedNow');
      back(instance, request, response, `visit-${id}`, `/posts/${id}`);
    });

    router.post('/visits/:id/withdraw', async (request: OfId, response) => {
      const { viewer } = requireMember(response);
      const { id } = request.params;
      await sessionOf(instance, viewer, id);
      await withdrawFrom(instance, viewer, id);
      back(instance, request, response, `visit-${id}`, `/posts/${id}`);
    });

    router.get('/visits/:id', (request: OfId, response) => showSession(request, response, {}));

    const act = (
      path: string,
      work: (
        byId: string,
        id: string,
        values: Record<string, string>,
        response: Response,
      ) => Promise<string | undefined>,
      again: (form: Form) => Forms,
    ) =>
      router.post(`/visits/:id/${path}`, async (request: Request<{ id: string }>, response) => {
        const { member } = requireMember(response);
        const { id } = request.params;
        await organisedSession(instance, member.accountId, id);
        const fields = fieldsOf(response);
        try {
          response.redirect(303, (await work(member.accountId, id, fields.values, response)) ?? `/visits/${id}`);
        } catch (fault) {
          await showSession(request, response, again(formOf(fields, fault)));
        }
      });
    act(
      'confirm',
      (byId, id) => confirmAll(instance, byId, id).then(() => undefined),
      (form) => ({ form }),
    );
    act(
      'draw',
      async (byId, id, values, response) => {
        const { campaign, step } = await organisedSession(instance, byId, id);
        const draw = await publishDraw(instance, byId, campaign, step, id, drawFrom(values, zoneOf(response)));
        flash(instance, response, 'draw.publishedNow');
        return `${await campaignPath(instance, campaign.communityId)}/draws/${draw}`;
      },
      (draw) => ({ draw }),
    );
    act(
      'arrivals',
      (byId, id, { account, code = '' }) =>
        checkIn(instance, byId, id, account ? { accountId: account } : { code }).then(() => `/visits/${id}#arrivals`),
      (form) => ({ form }),
    );
    act(
      'arrivals/delete',
      (byId, id, { account = '' }) => undoCheckIn(instance, byId, id, account).then(() => `/visits/${id}#arrivals`),
      (form) => ({ form }),
    );

    /** Forms that came back: the code at the door, or the draw. */
    interface Forms {
      form?: Form;
      draw?: Form;
    }

    async function showSession(request: OfId, response: Response, { form = noForm, draw }: Forms) {
      const { member, viewer } = requireMember(response);
      const { id } = request.params;
      const { post, step, campaign } = await organisedSession(instance, member.accountId, id);
      const path = await campaignPath(instance, campaign.communityId);
      request.params = { handle: path.split('/').at(-1)! } as never;
      const frame = await campaignFrame(web, request as unknown as OfCampaign, response);
      const [session] = await sessionViews(instance, viewer, [post]);
      if (!session) throw notFound();
      const ids = async (state: Attendance) =>
        (await attendeesOf(instance, id, [state])).map(({ accountId }) => accountId);
      const asked = await ids('asked');
      const came = await arrivalsOf(instance, id);
      const going = await accountList(instance, await ids('going'));
      const { capacity } = session.gathering;
      const first = { drawTitle: post.title ?? '', places: String(capacity ?? ''), publicTime: '21:00' };
      const view: SessionPageView = {
        ...{ session, form, step: { id: step.id, path: `${path}/steps/${step.id}` } },
        asked: await accountList(instance, asked),
        going: going.map((one) => ({ ...one, arrivedAt: came.get(one.id) ?? null })),
        waiting: await accountList(instance, await ids('waiting')),
        draw:
          session.draw === null && capacity !== null && asked.length > capacity
            ? {
                ...{ action: `/visits/${id}/draw`, zone: zoneOf(response) },
                ...(await choicesFor(instance, asked)),
                form: draw ?? { values: first, faults: {} },
              }
            : null,
      };
      const page = await pageOf(web, request, response);
      const status = hasFaults(form) || (draw && hasFaults(draw)) ? 422 : 200;
      await send(web, request, response, sessionPage(page, frame, view), status);
    }

    return router;
  },
};

/** Sessions with what stands around their places, for the viewer. */
async function sessionViews(instance: Instance, viewer: Viewer, sessions: Post[]): Promise<SessionView[]> {
  const ids = sessions.map(({ id }) => id);
  const views = await postViews(instance, viewer, await postsByIds(instance, ids));
  const byId = new Map(views.map((view) => [view.id, view]));
  const requests = await requestsOf(instance, ids);
  const campaignId = sessions[0]?.communityId;
  const drawn = campaignId ? await drawsOfSessions(instance, campaignId, ids) : new Map();
  const facts = new Map((await contributionsByIds(instance, ids)).map((row) => [row.postId, row.facts]));
  const found: SessionView[] = [];
  for (const { id, local, uri } of sessions) {
    const post = byId.get(id);
    if (!post?.gathering) continue;
    const gathering = post.gathering;
    const comes = viewer && local && gathering.mine === 'going';
    found.push({
      ...{ post, gathering, draw: drawn.get(id) ?? null },
      drawElsewhere: local ? null : elsewhere(uri, facts.get(id)),
      requests: local ? (requests.get(id) ?? 0) : null,
      code: comes ? codeOf(instance, id, viewer.accountId) : null,
      arrived: comes ? (await arrivalsOf(instance, id)).has(viewer.accountId) : false,
    });
  }
  return found;
}

/** Where the server of a session says that its draw is: on that server, or nowhere. */
function elsewhere(uri: string, facts: Record<string, unknown> | undefined): string | null {
  const page = typeof facts?.page === 'string' && URL.canParse(facts.page) ? new URL(facts.page) : null;
  return page && page.origin === new URL(uri).origin ? page.href : null;
}
