import type { CampaignState, ContributionState, StepKindName, StepView } from '../../src/campaigns/view.ts';
import type { Key } from '../../src/platform/i18n.ts';

export const stateWords: Record<CampaignState, Key> = {
  draft: 'campaign.state.draft',
  announced: 'campaign.state.announced',
  open: 'campaign.state.open',
  deciding: 'campaign.state.deciding',
  answered: 'campaign.state.answered',
  closed: 'campaign.state.closed',
  remembered: 'campaign.state.remembered',
  abandoned: 'campaign.state.abandoned',
};

/** What a campaign becomes by its next state, for who takes it there. */
export const nextWords: Partial<Record<CampaignState, Key>> = {
  announced: 'campaign.next.announced',
  open: 'campaign.next.open',
  deciding: 'campaign.next.deciding',
  answered: 'campaign.next.answered',
  closed: 'campaign.next.closed',
  remembered: 'campaign.next.remembered',
};

export const stepStates: Record<StepView['state'], Key> = {
  past: 'campaign.step.past',
  now: 'campaign.step.now',
  coming: 'campaign.step.coming',
};

export const kindWords: Record<StepKindName, Key> = {
  questions: 'campaign.kind.questions',
  ideas: 'campaign.kind.ideas',
  visits: 'campaign.kind.visits',
  exchange: 'campaign.kind.exchange',
  pledges: 'campaign.kind.pledges',
  ballot: 'campaign.kind.ballot',
  draw: 'campaign.kind.draw',
  statement: 'campaign.kind.statement',
};

export const budgetWords = {
  hours: 'campaign.budget.hours',
  money: 'campaign.budget.money',
  messages: 'campaign.budget.messages',
  weight: 'campaign.budget.weight',
} as const satisfies Record<string, Key>;

/** What a visitor found, as they say it. */
export const verdictWords = {
  confirmed: 'campaign.verdict.confirmed',
  refuted: 'campaign.verdict.refuted',
  unsure: 'campaign.verdict.unsure',
} as const satisfies Record<string, Key>;

export const stateLooks: Partial<Record<ContributionState, { label: Key; look: 'ok' | 'warn' | 'neutral' }>> = {
  studied: { label: 'idea.studied', look: 'neutral' },
  kept: { label: 'idea.kept', look: 'ok' },
  realised: { label: 'idea.realised', look: 'ok' },
  aside: { label: 'idea.aside', look: 'warn' },
  merged: { label: 'idea.merged', look: 'neutral' },
  refused: { label: 'question.refused', look: 'warn' },
};

/** What facilitators may say of an idea. */
export const judgements: readonly { state: ContributionState; label: Key }[] = [
  { state: 'open', label: 'idea.open' },
  { state: 'studied', label: 'idea.studied' },
  { state: 'kept', label: 'idea.kept' },
  { state: 'realised', label: 'idea.realised' },
  { state: 'aside', label: 'idea.aside' },
];

export const ideaSorts: readonly { name: string; label: Key }[] = [
  { name: 'random', label: 'idea.sort.random' },
  { name: 'new', label: 'idea.sort.new' },
  { name: 'support', label: 'idea.sort.support' },
];

/** What is shared, in its own unit. */
export const sharedWords = {
  hours: 'report.shared.hours',
  mentoring: 'report.shared.mentoring',
  objects: 'report.shared.objects',
  places: 'report.shared.places',
  equipment: 'report.shared.equipment',
} as const satisfies Record<string, Key>;

/** What one says of a clause. */
export const positionWords = {
  for: 'ballot.for',
  consent: 'ballot.consent',
  against: 'ballot.against',
  abstain: 'ballot.abstain',
  chosen: 'ballot.chosen',
} as const satisfies Record<string, Key>;

/** What is offered or asked for: its name in the form, and so much of it. */
export const whatWords = {
  hours: { label: 'exchange.what.hours', amount: 'exchange.amount.hours' },
  objects: { label: 'exchange.what.objects', amount: 'exchange.amount.objects' },
  places: { label: 'exchange.what.places', amount: 'exchange.amount.places' },
  mentoring: { label: 'exchange.what.mentoring', amount: 'exchange.amount.mentoring' },
  equipment: { label: 'exchange.what.equipment', amount: 'exchange.amount.equipment' },
} as const satisfies Record<string, { label: Key; amount: Key }>;

/** Units of pledges: their name in the form, and so much of them. */
export const unitWords = {
  one: { label: 'pledge.unit.one', amount: 'pledge.amount.one' },
  hour: { label: 'pledge.unit.hour', amount: 'pledge.amount.hour' },
  kilogram: { label: 'pledge.unit.kilogram', amount: 'pledge.amount.kilogram' },
  kilometre: { label: 'pledge.unit.kilometre', amount: 'pledge.amount.kilometre' },
  litre: { label: 'pledge.unit.litre', amount: 'pledge.amount.litre' },
  kilowattHour: { label: 'pledge.unit.kilowattHour', amount: 'pledge.amount.kilowattHour' },
} as const satisfies Record<string, { label: Key; amount: Key }>;

/** How a pledge went: on its card, and as who pledged says it. */
export const outcomeWords = {
  kept: { label: 'pledge.outcome.kept', sentence: 'pledge.says.kept', look: 'ok' },
  partly: { label: 'pledge.outcome.partly', sentence: 'pledge.says.partly', look: 'neutral' },
  notYet: { label: 'pledge.outcome.notYet', sentence: 'pledge.says.notYet', look: 'neutral' },
} as const satisfies Record<string, { label: Key; sentence: Key; look: string }>;

/** How sure that is. */
export const levelWords = {
  declared: 'pledge.level.declared',
  evidenced: 'pledge.level.evidenced',
  verified: 'pledge.level.verified',
  confirmed: 'pledge.level.verified',
} as const satisfies Record<string, Key>;
