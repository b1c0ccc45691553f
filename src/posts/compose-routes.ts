import { type Request, type Response, Router } from 'express';
import { html } from '../../views/html.ts';
import { filmState } from '../../views/posts/attachments.ts';
import { audienceCount, type CircleView } from '../../views/posts/circles.ts';
import { type ComposeView, composePage, mentionList } from '../../views/posts/compose.ts';
import { threadPage } from '../../views/posts/thread.ts';
import { accountById } from '../accounts/account.ts';
import { completeHandle } from '../accounts/complete-handle.ts';
import { countMembers } from '../accounts/members.ts';
import { may } from '../accounts/roles.ts';
import { findCommunityById } from '../communities/community.ts';
import { communityViews } from '../communities/community-views.ts';
import type { CommunityView } from '../communities/view.ts';
import { awaitFilms } from '../media/film.ts';
import { draftMedia, mediaOf } from '../media/media.ts';
import { mediaLimits } from '../media/quota.ts';
import { hasPartners, partnerHosts } from '../partners/scope.ts';
import type { Tx } from '../platform/database.ts';
import { notFound } from '../platform/refusal.ts';
import { ownZone } from '../platform/zones.ts';
import { flash } from '../web/flash.ts';
import { type Fields, fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requireMember, type SignedIn } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { audienceIn, isArticle } from './community-post.ts';
import {
  draftOf,
  fieldsOfDraft,
  opening,
  readAudience,
  readLanguage,
  readSchedule,
  readVoice,
} from './compose-fields.ts';
import { changeMedia, keepMedia } from './compose-media.ts';
import { discoverNames } from './discover-names.ts';
import { endDraft, type KeptDraft, keepDraft, ownDraft } from './draft.ts';
import { editPost } from './edit-post.ts';
import { ownPost, postsByIds, visiblePost } from './post.ts';
import { postPath, postViews } from './post-views.ts';
import { quotablePost } from './quote.ts';
import { readQuotePolicy, withPolicies } from './quote-policy.ts';
import { thread } from './thread.ts';
import type { Audience, PostView } from './view.ts';
import { mayBoost, quoteAudiences, replyAudiences } from './visibility.ts';
import { voiceOf } from './voice.ts';
import { limits, writePost } from './write-post.ts';

const zoneOf = ({ member }: SignedIn): string => member.timeZone ?? ownZone();
/** So long a post waits for a film that came with it; most people's are ready by then. */
const filmMs = 8000;

/** Writing, answering, changing; the same form with and without scripts. */
export function composeRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/compose', async (request, response) => {
    const known = requireMember(response);
    const replyTo = await replyView(known, request.query.reply);
    const handle = typeof request.query.to === 'string' ? request.query.to : '';
    const values: Record<string, string> = {
      text: opening(replyTo, known.member.accountId, handle),
      ...(handle ? { audience: 'direct' } : {}),
    };
    const { quote } = request.query;
    const { community } = request.query;
    if (typeof community === 'string' && community) values.community = community;
    if (typeof quote === 'string' && quote) values.quoteOf = (await quotablePost(instance, known.viewer, quote)).id;
    await show(request, response, known, { values, all: () => [], files: [] }, replyTo);
  });

  router.get('/compose/article', async (request, response) => {
    const known = requireMember(response);
    const values: Record<string, string> = { kind: 'article' };
    await show(request, response, known, { values, all: () => [], files: [] }, null);
  });

  router.get('/compose/audience', async (request, response) => {
    const known = requireMember(response);
    const audience = readAudience(request.query.audience) ?? 'organisation';
    const page = await pageOf(web, request, response);
    await send(web, request, response, audienceCount(page, (await circlesOf(known, [audience]))[0]!));
  });

  router.get('/compose/mentions', async (request, response) => {
    requireMember(response);
    const people = await completeHandle(instance, String(request.query.q ?? ''));
    await send(web, request, response, html`${mentionList(await pageOf(web, request, response), people)}`);
  });

  router.get('/compose/media/:id', async (request, response) => {
    const { accountId } = requireMember(response).member;
    const [file] = await draftMedia(instance, accountId, [request.params.id]);
    if (!file?.film) throw notFound();
    await send(web, request, response, filmState(await pageOf(web, request, response), file));
  });

  router.post('/posts', async (request, response) => {
    const known = requireMember(response);
    const fields = fieldsOf(response);
    const replyTo = await replyView(known, fields.values.inReplyTo);
    const { accountId } = known.member;
    const counted = () => web.limits.upload.take(accountId);
    const { mediaIds, fault: refused } = await keepMedia(instance, accountId, fields, counted);
    if (refused) return show(request, response, known, fields, replyTo, { fault: refused, mediaIds });
    const draft = fields.values.draft ? await ownDraft(instance, accountId, fields.values.draft) : null;
    const asked = fields.values.action ?? 'publish';
    if (!['publish', 'draft', 'schedule'].includes(asked))
      return show(request, response, known, fields, replyTo, { mediaIds, draft });
    try {
      const content = draftOf(fields, replyTo, mediaIds, known.member.defaultAudience);
      const voice = readVoice(fields.values.voice);
      await discoverNames(instance, content.text);
      if (asked !== 'publish') {
        const at = asked === 'schedule' ? readSchedule(fields, zoneOf(known)) : null;
        await keepDraft(instance, accountId, { id: draft?.id, content, voice, at });
        flash(instance, response, at === null ? 'draft.kept' : 'draft.scheduled');
        return response.redirect(303, '/drafts');
      }
      await awaitFilms(instance, accountId, mediaIds, filmMs);
      const { author, writtenBy } = await voiceOf(instance, accountId, voice);
      const also = draft ? (tx: Tx) => endDraft(tx, accountId, draft.id) : undefined;
      const id = await writePost(instance, author, content, writtenBy, also);
      flash(instance, response, 'post.published');
      response.redirect(303, `${postPath({ path: `/@${author.name}` }, id)}`);
    } catch (fault) {
      // A short answer came from the thread's own page: that page comes back, with what was written.
      if (replyTo && !fields.values.audience && !mediaIds.length) {
        const view = {
          ...(await thread(instance, known.viewer, replyTo.id)),
          form: formOf(fields, fault),
          maxLength: limits.text,
        };
        return send(web, request, response, threadPage(await pageOf(web, request, response), view), 422);
      }
      await show(request, response, known, fields, replyTo, { fault, mediaIds, draft });
    }
  });

  router.get('/drafts/:id', async (request, response) => {
    const known = requireMember(response);
    const draft = await ownDraft(instance, known.member.accountId, request.params.id);
    const { inReplyToId, mediaIds } = draft.content;
    const replyTo = await replyView(known, inReplyToId).catch(() => null);
    await show(request, response, known, fieldsOfDraft(draft, zoneOf(known)), replyTo, { mediaIds, draft });
  });

  router.get('/posts/:id/edit', async (request, response) => {
    const known = requireMember(response);
    const post = await ownPost(instance, known.member.accountId, request.params.id);
    if (post.deletedAt || post.boostOfId) throw notFound();
    const values = {
      text: post.source ?? '',
      notice: post.notice,
      ...(post.language ? { language: post.language } : {}),
      ...(post.communityId && !post.inReplyToId && { community: post.communityId, title: post.title ?? '' }),
      ...(isArticle(post) && post.title !== null && { kind: 'article', title: post.title, summary: post.summary }),
    };
    await show(request, response, known, { values, all: () => [], files: [] }, null, { editing: post.id });
  });

  router.post('/posts/:id', async (request, response) => {
    const known = requireMember(response);
    const fields = fieldsOf(response);
    const { id } = request.params;
    try {
      await discoverNames(instance, fields.values.text ?? '');
      const { text = '', title, summary, notice = '', language } = fields.values;
      const changes = { text, title, summary, notice, language: readLanguage(language) };
      const quotePolicy = readQuotePolicy(fields.values.quotePolicy);
      const { accountId } = known.member;
      const post = await ownPost(instance, accountId, id);
      const shown = { id, media: (await mediaOf(instance, [post.id])).get(post.id) ?? [] };
      const files = await changeMedia(instance, accountId, shown, fields, () => web.limits.upload.take(accountId));
      await editPost(instance, accountId, id, changes, { ...(quotePolicy && { quotePolicy }), files });
      response.redirect(303, `/posts/${id}`);
    } catch (fault) {
      await show(request, response, known, fields, null, { fault, editing: id });
    }
  });

  async function show(
    request: Request,
    response: Response,
    known: SignedIn,
    fields: Fields,
    replyTo: PostView | null,
    more: { fault?: unknown; mediaIds?: string[]; editing?: string; draft?: KeptDraft | null } = {},
  ) {
    const editing = more.editing
      ? await oneView(known, (await ownPost(instance, known.member.accountId, more.editing)).id)
      : null;
    const quoting = await quotingView(known, fields.values.quoteOf);
    const community = await communityFor(known, fields.values.community);
    const wide = community
      ? [audienceIn(community.reach)]
      : replyTo
        ? replyAudiences(replyTo.audience)
        : await chosenFirst();
    const offered = editing
      ? [editing.audience]
      : wide.filter((one) => !quoting || quoteAudiences(quoting.audience).includes(one));
    const form = formOf(fields, more.fault);
    const fallback = replyTo || community ? offered[0]! : known.member.defaultAudience;
    const isArticle = form.values.kind === 'article';
    const most = isArticle ? limits.article : limits;
    const view: ComposeView = {
      isArticle,
      form: { ...form, values: { ...form.values, audience: readAudience(form.values.audience) ?? fallback } },
      circles: await circlesOf(known, offered),
      voices: editing ? [] : await voicesOf(request, response, known),
      media: editing ? editing.media : await draftMedia(instance, known.member.accountId, more.mediaIds ?? []),
      replyTo,
      quoting,
      community,
      quotePolicy: await policyFor(known, offered, more.editing),
      editing,
      draft: more.draft ? { id: more.draft.id, scheduledAt: more.draft.scheduledAt } : null,
      zone: zoneOf(known),
      maxLength: most.text,
      maxMedia: most.media,
      films: instance.films.available ? await mediaLimits(instance) : null,
    };
    await send(web, request, response, composePage(await pageOf(web, request, response), view), more.fault ? 422 : 200);
  }

  /** Who may quote what is written, where somebody may. */
  async function policyFor(known: SignedIn, offered: readonly Audience[], editing?: string) {
    if (!offered.some(mayBoost)) return undefined;
    if (!editing) return known.member.quotePolicy;
    const [post] = await withPolicies(instance, await postsByIds(instance, [editing]));
    return readQuotePolicy(post?.quotePolicy);
  }

  /** Some roles may also speak in the organisation's name; the page says who did. */
  async function voicesOf(request: Request, response: Response, known: SignedIn): Promise<ComposeView['voices']> {
    const { t, organisation, viewer } = await pageOf(web, request, response);
    if (!may(known.member, 'speak') || !viewer) return [];
    return [
      { value: 'own', label: viewer.displayName },
      { value: 'organisation', label: t('compose.inNameOf', { organisation: organisation.name }) },
    ];
  }

  async function replyView(known: SignedIn, id: unknown): Promise<PostView | null> {
    if (typeof id !== 'string' || !id) return null;
    return oneView(known, (await visiblePost(instance, known.viewer, id)).id);
  }

  /** What the form quotes; nothing when that has gone meanwhile. */
  async function quotingView(known: SignedIn, id: string | undefined): Promise<PostView | null> {
    const post = id ? await quotablePost(instance, known.viewer, id).catch(() => null) : null;
    return post && oneView(known, post.id);
  }

  /** The community that the form writes in; nothing when one may not know of it. */
  async function communityFor({ viewer }: SignedIn, id: string | undefined): Promise<CommunityView | null> {
    const found = id ? await findCommunityById(instance, viewer, id).catch(() => null) : null;
    return found && ((await communityViews(instance, viewer, [found]))[0] ?? null);
  }

  async function oneView(known: SignedIn, id: string): Promise<PostView> {
    const [view] = await postViews(instance, known.viewer, await postsByIds(instance, [id]));
    if (!view) throw notFound();
    return view;
  }

  /** Partners stand among the circles as long as there are some. */
  async function chosenFirst(): Promise<Audience[]> {
    const partners: Audience[] = (await hasPartners(instance, 'communities')) ? ['partners'] : [];
    return ['organisation', ...partners, 'public', 'direct', 'followers', 'unlisted'];
  }

  async function circlesOf(known: SignedIn, offered: readonly Audience[]): Promise<CircleView[]> {
    const own = await accountById(instance, known.member.accountId);
    const members = await countMembers(instance);
    const counts: Record<Audience, number | null> = {
      public: null,
      unlisted: null,
      direct: null,
      followers: own?.followers ?? 0,
      organisation: members,
      partners: (await partnerHosts(instance, 'communities')).length,
      community: null,
    };
    return offered.map((audience) => ({ audience, count: counts[audience] }));
  }
  return router;
}
