// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { campaignById } from '../../src/campaigns/campaign.ts';
import { contribute, contributionById } from '../../src/campaigns/contribution.ts';
import { forgetInCampaigns } from '../../src/campaigns/forget-person.ts';
import { owedIn } from '../../src/campaigns/life.ts';
import { stepModules } from '../../src/campaigns/step-modules.ts';
import {
  judgeAmendment,
  respond,
  sign,
  signaturesOf,
  versionsOf,
  writeVersion,
} from '../../src/campaigns/steps/statement/statement.ts';
import { campaignSteps } from '../../src/campaigns/tables.ts';
import { eq } from '../../src/platform/columns.ts';
import { within, write } from '../../src/platform/write.ts';
import { refusalOf } from '../support/refusal.ts';
import { startWorld } from '../support/world.ts';
import { campaign, stepNow } from './scene.ts';

test('a statement says where each clause comes from, keeps what was proposed instead, every dissent and every version', async () => {
  const world = await startWorld({}, { clock: () => Date.parse('2027-03-01T09:00:00Z') });
  try {
    const { instance } = world;
    const ines = { accountId: (await world.account('ines')).id, local: true as const };
    const malik = await world.account('malik');
    const id = await campaign(instance, ines.accountId, 'consensus-conference');
    const { id: stepId } = await stepNow(instance, id, 'statement');
    await write(instance, (tx) =>
      tx.update(campaignSteps).set({ startsAt: null, endsAt: null }).where(eq(campaignSteps.id, stepId)),
    );
    const step = await stepNow(instance, id, 'statement');
    const row = (await campaignById(instance, id))!;
    const ideas = await stepNow(instance, id, 'ideas');
    const brought = { kind: 'idea' as const, title: 'Réparer', text: '', language: 'fr' };
    const source = await contribute(instance, malik, row, ideas, brought);

    assert.is(
      await refusalOf(writeVersion(instance, malik.id, step, { clauses: [{ text: 'x', sources: [] }], note: '' })),
      'campaign.facilitatorsOnly',
    );
    assert.equal(await refusalOf(writeVersion(instance, ines.accountId, step, { clauses: [], note: '' })), {
      'text-0': 'form.required',
    });
    const clauses = [
      { text: 'Réparer avant de remplacer.', sources: [source, '999'] },
      { text: 'Le dire.', sources: [] },
    ];
    await writeVersion(instance, ines.accountId, step, { clauses, note: '' });
    const [first] = await versionsOf(instance, step.id);
    // A source is something that was brought to this campaign, and nothing else.
    assert.equal(first!.clauses[0]!.sources, [source]);
    assert.equal(await refusalOf(writeVersion(instance, ines.accountId, step, { clauses, note: ' ' })), {
      note: 'statement.noteMissing',
    });

    const clauseId = first!.clauses[0]!.id;
    const said = { clauseId, reason: '', language: 'fr' };
    assert.is(
      await refusalOf(respond(instance, malik, row, step, { ...said, clauseId: 'x', role: 'dissent', text: 'Non' })),
      'statement.noClause',
    );
    const wording = await respond(instance, malik, row, step, { ...said, role: 'amendment', text: 'Réparer d’abord.' });
    const other = await respond(instance, malik, row, step, { ...said, role: 'amendment', text: 'Ne rien faire.' });
    const dissent = await respond(instance, malik, row, step, { ...said, role: 'dissent', text: 'Je n’y crois pas.' });
    assert.is(await owedIn(instance, id), 2);
    assert.is(
      await refusalOf(
        judgeAmendment(instance, { accountId: malik.id, local: true }, wording, { kept: true, reason: '' }),
      ),
      'campaign.facilitatorsOnly',
    );
    assert.is(
      await refusalOf(judgeAmendment(instance, ines, dissent, { kept: false, reason: 'Non' })),
      'statement.notOpen',
    );
    assert.equal(await refusalOf(judgeAmendment(instance, ines, other, { kept: false, reason: ' ' })), {
      reason: 'campaign.asideNeedsReason',
    });
    await judgeAmendment(instance, ines, other, { kept: false, reason: 'C’est le contraire.' });
    await sign(instance, ines.accountId, row, step, 'présidente');
    await judgeAmendment(instance, ines, wording, { kept: true, reason: 'Plus court' });
    assert.is(
      await refusalOf(judgeAmendment(instance, ines, wording, { kept: true, reason: '' })),
      'statement.notOpen',
    );
    const [latest, before] = await versionsOf(instance, step.id);
    assert.equal(latest!.clauses[0], { id: clauseId, text: 'Réparer d’abord.', sources: [source, wording] });
    assert.is(before!.clauses[0]!.text, 'Réparer avant de remplacer.');
    assert.is((await contributionById(instance, other)).reason, 'C’est le contraire.');
    assert.is(await owedIn(instance, id), 0);

    // Who signed has signed what stood there then.
    assert.equal(
      (await signaturesOf(instance, step.id)).map(({ version, host }) => [version, host]),
      [[1, '']],
    );
    assert.equal(await refusalOf(sign(instance, ines.accountId, row, step, ' ')), { capacity: 'form.required' });
    await sign(instance, ines.accountId, row, step, 'présidente');
    assert.equal(
      (await signaturesOf(instance, step.id)).map(({ version }) => version),
      [2],
    );
    assert.equal(await stepModules.statement!.figures(instance, step), {
      ...{ versions: 2, amendments: 2, kept: 1, dissents: 1, signatures: 1 },
    });
    // Who goes: the organisation's signature stays, without the name.
    await write(instance, (tx) => forgetInCampaigns(within(instance, tx), tx, ines.accountId));
    assert.equal(
      (await signaturesOf(instance, step.id)).map(({ byId }) => byId),
      [null],
    );
    assert.equal(
      (await versionsOf(instance, step.id)).map(({ byId }) => byId),
      [null, null],
    );
  } finally {
    await world.stop();
  }
});

test.run();
