import type { CountedThing, ReportRows } from './report-rows.ts';
import { isAdopted } from './steps/ballot/adopted.ts';
import { addTallies } from './steps/ballot/tally.ts';

/** The figures of a report, all numbers; null where there is nothing to measure. Four keys, never one score. */
export interface ReportFigures {
  shared: { what: string; unit: string; amount: number; receipts: number; across: number }[];
  truth: {
    questions: number;
    answered: number;
    refused: number;
    unanswered: number;
    withProof: number;
    /** Hours, half of the answers came sooner. */
    medianHours: number | null;
    /** Answers that came within the promised days, of the questions whose time has come. */
    kept: number;
    owed: number;
    claims: number;
    findings: number;
    confirmed: number;
    refuted: number;
    unsure: number;
    corrections: number;
    dissents: number;
  };
  technology: {
    people: number;
    carriers: number;
    elsewhere: number;
    pictures: number;
    described: number;
    electors: number;
    voted: number;
  };
  frugality: {
    hours: number | null;
    money: number | null;
    visits: number;
    bytes: number;
    messages: number;
    messagesPerPerson: number | null;
    /** Kilobytes of a visit, on average. */
    weight: number | null;
    bytesPerThing: number | null;
    alive30: boolean | null;
    alive180: boolean | null;
  };
  innovation: {
    ideas: number;
    studied: number;
    kept: number;
    realised: number;
    pledges: number;
    clauses: number;
    adopted: number;
    copies: number;
    pairs: number | null;
    freshLinks: number | null;
    /** How many things had been brought, each day from the opening. */
    growth: number[];
  };
}

const dayMs = 86_400_000;

/** Computes every figure from the rows alone: the page, the export and the check by others do this same thing. */
export function figuresOf(rows: ReportRows): ReportFigures {
  return {
    shared: sharedOf(rows),
    truth: truthOf(rows),
    technology: technologyOf(rows),
    frugality: frugalityOf(rows),
    innovation: innovationOf(rows),
  };
}

function sharedOf({ shared }: ReportRows): ReportFigures['shared'] {
  const sums = new Map<string, ReportFigures['shared'][number]>();
  for (const { what, unit, amount, receipts, giver, receiver } of shared) {
    const key = `${what} ${unit}`;
    const sum = sums.get(key) ?? { what, unit, amount: 0, receipts: 0, across: 0 };
    // Hundredths add up exactly.
    sum.amount = Math.round((sum.amount + amount) * 100) / 100;
    sum.receipts += receipts;
    if (giver.host !== receiver.host) sum.across += receipts;
    sums.set(key, sum);
  }
  return [...sums.values()].sort((one, other) => other.receipts - one.receipts || (one.what < other.what ? -1 : 1));
}

const of = (things: readonly CountedThing[], kind: CountedThing['kind'], state?: CountedThing['state']) =>
  things.filter((one) => one.kind === kind && (!state || one.state === state));

function truthOf({ things, ballots, at }: ReportRows): ReportFigures['truth'] {
  const questions = of(things, 'question');
  const answered = of(things, 'question', 'answered');
  const findings = of(things, 'finding');
  const due = questions.filter((one) => one.state !== 'open' || (one.dueAt !== null && one.dueAt <= at));
  const said = (verdict: string) => findings.filter((one) => one.verdict === verdict).length;
  const against = ballots
    .flatMap(({ parts }) => Object.values(addTallies(parts).counts))
    .reduce((sum, counts) => sum + (counts.against ?? 0), 0);
  return {
    questions: questions.length,
    answered: answered.length,
    refused: of(things, 'question', 'refused').length,
    unanswered: of(things, 'question', 'open').length,
    withProof: answered.filter(({ proofs }) => proofs > 0).length,
    medianHours: median(answered.map((one) => (one.answeredAt! - one.at) / 3_600_000)),
    kept: answered.filter((one) => one.dueAt !== null && one.answeredAt! <= one.dueAt).length,
    owed: due.length,
    claims: of(things, 'claim').length,
    findings: findings.length,
    ...{ confirmed: said('confirmed'), refuted: said('refuted'), unsure: said('unsure') },
    corrections: things.filter(({ corrected }) => corrected).length,
    dissents: things.filter(({ dissent }) => dissent).length + against,
  };
}

function technologyOf({ people, pictures, ballots }: ReportRows): ReportFigures['technology'] {
  const all = people.organisations.reduce((sum, { n }) => sum + n, 0);
  const sum = addTallies(ballots.flatMap(({ parts }) => parts));
  return {
    people: all,
    carriers: people.carriers,
    elsewhere: people.organisations.find(({ name }) => name === 'elsewhere')?.n ?? 0,
    pictures: pictures.all,
    described: pictures.described,
    electors: sum.electors,
    voted: sum.turnout,
  };
}

function frugalityOf({ campaign, traffic, things, people, recalls }: ReportRows): ReportFigures['frugality'] {
  const all = (name: 'visits' | 'bytes' | 'messages') => traffic.reduce((sum, one) => sum + one[name], 0);
  const persons = people.organisations.reduce((sum, { n }) => sum + n, 0);
  const [visits, bytes, messages] = [all('visits'), all('bytes'), all('messages')];
  const alive = (days: number) => recalls.find((one) => one.days === days)?.alive ?? null;
  return {
    hours: campaign.spent?.hours ?? null,
    money: campaign.spent?.money ?? null,
    ...{ visits, bytes, messages },
    messagesPerPerson: persons ? tenth(messages / persons) : null,
    weight: visits ? tenth(bytes / visits / 1000) : null,
    bytesPerThing: things.length ? Math.round(bytes / things.length) : null,
    ...{ alive30: alive(30), alive180: alive(180) },
  };
}

function innovationOf({ campaign, things, ballots, recalls, links }: ReportRows): ReportFigures['innovation'] {
  const ideas = of(things, 'idea').filter(({ state }) => state !== 'merged');
  const reached = (...states: CountedThing['state'][]) => ideas.filter(({ state }) => states.includes(state)).length;
  const adopted = ballots
    .filter(({ quorumMet }) => quorumMet)
    .flatMap(({ parts }) => Object.values(addTallies(parts).counts))
    .filter(isAdopted).length;
  return {
    ideas: ideas.length,
    // What was kept had been studied, what was done had been kept; what was set aside was studied too.
    studied: reached('studied', 'kept', 'realised', 'aside'),
    kept: reached('kept', 'realised'),
    realised: reached('realised'),
    pledges: of(things, 'pledge').filter(({ state }) => state !== 'withdrawn').length,
    clauses: ballots.reduce((sum, { parts }) => sum + Object.keys(addTallies(parts).counts).length, 0),
    adopted,
    copies: recalls.reduce((most, { copies }) => Math.max(most, copies), 0),
    pairs: links.pairs,
    freshLinks: links.fresh,
    growth: growthOf(things, campaign.openedAt),
  };
}

/** At most 60 points: a long campaign has one for several days. */
function growthOf(things: readonly CountedThing[], openedAt: number | null): number[] {
  if (!things.length) return [];
  const first = Math.min(openedAt ?? Number.POSITIVE_INFINITY, ...things.map(({ at }) => at));
  const last = Math.max(...things.map(({ at }) => at));
  const days = Math.floor((last - first) / dayMs) + 1;
  const step = Math.ceil(days / 60);
  const points = Math.ceil(days / step);
  return Array.from({ length: points + 1 }, (_, n) => things.filter(({ at }) => at < first + n * step * dayMs).length);
}

function median(values: number[]): number | null {
  if (!values.length) return null;
  const sorted = values.sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return tenth(sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2);
}

const tenth = (n: number) => Math.round(n * 10) / 10;
