import type { Admission, Reach } from '../communities/view.ts';
import { boolean, index, integer, json, primaryKey, serial, table, text, timestamp } from '../platform/columns.ts';
import type { Budget, CampaignState, ContributionKind, ContributionState, HostState, StepKindName } from './view.ts';

/** What makes a community a campaign: ours, or one of another server as its manifest tells it. */
export const campaigns = table(
  'campaigns',
  {
    communityId: text('community_id').primaryKey(),
    local: boolean('local').notNull(),
    template: text('template').notNull(),
    state: text('state').$type<CampaignState>().notNull(),
    promise: text('promise').notNull().default(''),
    answerDays: integer('answer_days').notNull(),
    /** Markdown; does not change once it is open. */
    charter: text('charter').notNull().default(''),
    /** How it is read and entered once it is announced: a draft is for its facilitators alone. */
    reach: text('reach').$type<Reach>().notNull(),
    admission: text('admission').$type<Admission>().notNull(),
    opensAt: timestamp('opens_at'),
    closesAt: timestamp('closes_at'),
    budget: json('budget').$type<Budget>().notNull(),
    /** What it has really cost, as declared. */
    spent: json('spent').$type<Budget>(),
    abandonedFor: text('abandoned_for').notNull().default(''),
    /** Of a remote one: where its manifest is, and when it was read. */
    manifestUri: text('manifest_uri'),
    readAt: timestamp('read_at'),
    /** Something changed that other servers are still to be told. */
    touchedAt: timestamp('touched_at'),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [index('campaigns_state').on(t.state, t.opensAt)],
);

/** When a campaign came to each state of its life. */
export const campaignLife = table(
  'campaign_life',
  {
    id: serial('id'),
    campaignId: text('campaign_id').notNull(),
    state: text('state').$type<CampaignState>().notNull(),
    byId: text('by_id'),
    at: timestamp('at').notNull(),
  },
  (t) => [index('campaign_life_campaign').on(t.campaignId, t.id)],
);

/** Organisations that carry a campaign with its host. */
export const campaignHosts = table(
  'campaign_hosts',
  {
    campaignId: text('campaign_id').notNull(),
    /** Name of its server; '' stands for ours, in a campaign of another server. */
    host: text('host').notNull(),
    state: text('state').$type<HostState>().notNull(),
    /** Id of the Invite. */
    uri: text('uri').notNull(),
    byId: text('by_id'),
    invitedAt: timestamp('invited_at').notNull(),
    answeredAt: timestamp('answered_at'),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.host] }), index('campaign_hosts_host').on(t.host, t.state)],
);

/** The steps of a campaign, in their order. */
export const campaignSteps = table(
  'campaign_steps',
  {
    id: text('id').primaryKey(),
    /** Its name on the wire. */
    uri: text('uri').notNull(),
    campaignId: text('campaign_id').notNull(),
    kind: text('kind').$type<StepKindName>().notNull(),
    place: integer('place').notNull(),
    title: text('title').notNull(),
    /** What people do in it, plain text. */
    text: text('text').notNull().default(''),
    /** What its module keeps of it. */
    settings: json('settings').$type<Record<string, unknown>>().notNull(),
    startsAt: timestamp('starts_at'),
    endsAt: timestamp('ends_at'),
    /** The post of the group that calls to take part: who answers it from elsewhere takes part. */
    callId: text('call_id'),
  },
  (t) => [index('campaign_steps_campaign').on(t.campaignId, t.place), index('campaign_steps_call').on(t.callId)],
);

/** What somebody brought to a step: a post of the campaign's community, and what became of it. */
export const contributions = table(
  'contributions',
  {
    postId: text('post_id').primaryKey(),
    campaignId: text('campaign_id').notNull(),
    stepId: text('step_id').notNull(),
    kind: text('kind').$type<ContributionKind>().notNull(),
    state: text('state').$type<ContributionState>().notNull(),
    authorId: text('author_id').notNull(),
    /** Until when an answer is owed. */
    dueAt: timestamp('due_at'),
    /** Why it was refused or set aside; said to everybody. */
    reason: text('reason').notNull().default(''),
    /** The organisers' answer. */
    answerId: text('answer_id'),
    answeredAt: timestamp('answered_at'),
    /** The contribution it was merged into, or is about. */
    mergedIntoId: text('merged_into_id'),
    aboutId: text('about_id'),
    /** 0 to 100. */
    progress: integer('progress').notNull().default(0),
    /** What its kind keeps of it. */
    facts: json('facts').$type<Record<string, unknown>>().notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [
    index('contributions_step').on(t.stepId, t.kind, t.state, t.createdAt),
    index('contributions_campaign').on(t.campaignId, t.state),
    index('contributions_about').on(t.aboutId),
    index('contributions_merged').on(t.mergedIntoId),
    index('contributions_author').on(t.authorId),
  ],
);

/** Who signed an idea with its author. */
export const coAuthors = table(
  'campaign_co_authors',
  {
    postId: text('post_id').notNull(),
    accountId: text('account_id').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.postId, t.accountId] }), index('campaign_co_authors_account').on(t.accountId)],
);

/** What became of a contribution, step by step: a merge leaves its trace. */
export const contributionLog = table(
  'contribution_log',
  {
    id: serial('id'),
    postId: text('post_id').notNull(),
    state: text('state').$type<ContributionState>().notNull(),
    byId: text('by_id'),
    reason: text('reason').notNull().default(''),
    at: timestamp('at').notNull(),
  },
  (t) => [index('contribution_log_post').on(t.postId, t.id)],
);

/** Proof of an answer: where it can be read. Pictures are the post's own. */
export const evidence = table(
  'campaign_evidence',
  {
    id: serial('id'),
    /** The answer it stands with. */
    postId: text('post_id').notNull(),
    title: text('title').notNull(),
    url: text('url').notNull(),
    at: timestamp('at').notNull(),
  },
  (t) => [index('campaign_evidence_post').on(t.postId)],
);
