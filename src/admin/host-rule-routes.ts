import { readFile } from 'node:fs/promises';
import { type Request, type Response, Router } from 'express';
import { hostImportPage, hostRulesPage } from '../../views/admin/host-rules.ts';
import { type Form, noForm } from '../../views/form.ts';
import {
  type HostRuleWanted,
  hostFault,
  hostSeverities,
  listHostRules,
  removeHostRule,
  setHostRules,
} from '../accounts/host-rule.ts';
import { readHostRules, writeHostRules } from '../accounts/host-rule-csv.ts';
import { audited } from '../moderation/audit.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { clearSetting, readSetting, writeSetting } from '../platform/settings.ts';
import { write } from '../platform/write.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requirePower } from '../web/session.ts';
import type { Web } from '../web/web.ts';

/** Where a list waits between its preview and the word that it shall hold. */
const pending = 'hostRules.import';
const mostBytes = 4_000_000;

/** Servers that are kept at a distance: one by one, or by a list in Mastodon's format. */
export function hostRuleRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  const by = (response: Response) => requirePower(response, 'administer').member.accountId;

  router.get('/admin/hosts/rules', (request, response) => show(request, response, noForm));

  router.post('/admin/hosts/rules', async (request, response) => {
    const fields = fieldsOf(response);
    const { values } = fields;
    const host = (values.host ?? '').trim().toLowerCase();
    const rule: HostRuleWanted = {
      host,
      severity: hostSeverities.find((one) => one === values.severity) ?? 'limit',
      rejectMedia: values.rejectMedia === 'on',
      rejectReports: values.rejectReports === 'on',
      publicComment: values.publicComment ?? '',
      obfuscate: values.obfuscate === 'on',
    };
    try {
      await audited(instance, { by: by(response), act: 'host.rule', detail: `${host}: ${rule.severity}` }, (inside) =>
        setHostRules(inside, [rule]),
      );
      flash(instance, response, 'settings.saved');
      response.redirect(303, '/admin/hosts/rules');
    } catch (fault) {
      await show(request, response, formOf(fields, fault));
    }
  });

  router.post('/admin/hosts/rules/import', async (request, response) => {
    const [file] = fieldsOf(response).files;
    if (!file || file.bytes > mostBytes)
      throw new Refusal(file ? 413 : 422, file ? 'error.tooLarge' : 'hostRule.noFile');
    const { rules, skipped } = readHostRules((await readFile(file.path, 'utf8')).replaceAll('\0', ''));
    const known = new Map((await listHostRules(instance)).map(({ createdAt: _, ...rule }) => [rule.host, rule]));
    const good = rules.filter(({ host }) => !hostFault(instance, host));
    const changes = good.filter(
      (rule) => JSON.stringify(sorted(known.get(rule.host))) !== JSON.stringify(sorted(rule)),
    );
    await write(instance, (tx) => writeSetting(tx, pending, changes));
    const view = {
      changes,
      same: good.length - changes.length,
      skipped,
      refused: rules.filter(({ host }) => hostFault(instance, host)).map(({ host }) => host),
    };
    await send(web, request, response, hostImportPage(await pageOf(web, request, response), view));
  });

  router.post('/admin/hosts/rules/import/confirm', async (_request, response) => {
    const rules = await readSetting<HostRuleWanted[]>(instance.db, pending);
    if (!rules) throw notFound();
    await audited(instance, { by: by(response), act: 'host.import', detail: String(rules.length) }, async (inside) => {
      await setHostRules(inside, rules);
      await write(inside, (tx) => clearSetting(tx, pending));
    });
    flash(instance, response, 'settings.saved');
    response.redirect(303, '/admin/hosts/rules');
  });

  router.post('/admin/hosts/rules/:host/delete', async (request, response) => {
    const host = String(request.params.host);
    await audited(instance, { by: by(response), act: 'host.removeRule', detail: host }, (inside) =>
      removeHostRule(inside, host),
    );
    response.redirect(303, '/admin/hosts/rules');
  });

  router.get('/admin/hosts/rules.csv', async (_request, response) => {
    response
      .type('csv')
      .attachment('hosts.csv')
      .send(writeHostRules(await listHostRules(instance)));
  });

  async function show(request: Request, response: Response, form: Form) {
    const status = form === noForm ? 200 : 422;
    const rules = await listHostRules(instance);
    await send(web, request, response, hostRulesPage(await pageOf(web, request, response), rules, form), status);
  }
  return router;
}

const sorted = (rule: HostRuleWanted | undefined) => rule && Object.entries(rule).sort();
