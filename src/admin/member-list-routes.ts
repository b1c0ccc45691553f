import { readFile } from 'node:fs/promises';
import { type Request, type Response, Router } from 'express';
import { expectedPage, listPreviewPage } from '../../views/admin/member-list.ts';
import { type Form, noForm } from '../../views/form.ts';
import {
  alreadyKnown,
  countExpected,
  expect,
  forgetExpected,
  listExpected,
  renewExpected,
} from '../accounts/expected.ts';
import { type Expected, readMemberList } from '../accounts/member-csv.ts';
import { audited } from '../moderation/audit.ts';
import { csvLine, decodeSheet } from '../platform/csv.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { clearSetting, readSetting, writeSetting } from '../platform/settings.ts';
import { newToken } from '../platform/tokens.ts';
import { write } from '../platform/write.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requirePower } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { memberSheet } from './member-sheet.ts';

/** Where a list waits between its preview and the word that these people are expected. */
const pending = 'members.list';
const mostBytes = 1_000_000;
const waitMs = 3_600_000;

interface Pending {
  ticket: string;
  by: string;
  at: number;
  people: Expected[];
}

/** Members by a list: looked at first, then a letter for each, that opens their account. */
export function memberListRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  const by = (response: Response) => requirePower(response, 'administer').member.accountId;

  router.get('/admin/members/list', (request, response) => show(request, response, noForm));

  router.get('/admin/members/list/model.csv', (_request, response) => {
    const head = ['email', 'name', 'handle', 'title', 'affiliation', 'from', 'until', 'role', 'language'];
    const line = ['camille.roy@example.org', 'Camille Roy', 'camille', 'Biologie', 'student'];
    const model = csvLine(head) + csvLine([...line, '2026-09-01', '2029-08-31', 'member', 'fr']);
    response.type('csv').attachment('members-model.csv').send(model);
  });

  router.get('/admin/members.csv', async (_request, response) => {
    response
      .type('csv')
      .attachment('members.csv')
      .send(await memberSheet(instance));
  });

  router.post('/admin/members/list', async (request, response) => {
    const fields = fieldsOf(response);
    try {
      const [file] = fields.files;
      if (!file) throw new Invalid({ list: 'members.noFile' });
      if (file.bytes > mostBytes) throw new Invalid({ list: 'members.csvTooLong' });
      const read = readMemberList(decodeSheet(await readFile(file.path)));
      if (read.problem) throw new Invalid({ list: read.problem });
      const known = await alreadyKnown(instance, read.people);
      const knownLines = new Set(known.map(({ line }) => line));
      const good = read.people.filter(({ line }) => !knownLines.has(line));
      const faults = [...read.faults, ...known].sort((one, other) => one.line - other.line);
      const ticket = newToken();
      const kept: Pending = {
        ticket,
        by: by(response),
        at: instance.clock(),
        people: good.map(({ person }) => person),
      };
      await write(instance, (tx) => writeSetting(tx, pending, kept));
      const view = { good, faults, unknown: read.unknown, ticket };
      await send(web, request, response, listPreviewPage(await pageOf(web, request, response), view));
    } catch (fault) {
      await show(request, response, formOf(fields, fault));
    }
  });

  router.post('/admin/members/list/confirm', async (request, response) => {
    const fields = fieldsOf(response);
    const list = await readSetting<Pending>(instance.db, pending);
    if (!list || list.by !== by(response)) throw notFound();
    try {
      // Another list has been looked at since, or the day is over.
      if (list.ticket !== fields.values.ticket || list.at < instance.clock() - waitMs)
        throw new Invalid({ list: 'members.listChanged' });
      const entry = { by: list.by, act: 'member.expect', detail: String(list.people.length) } as const;
      await audited(instance, entry, async (inside) => {
        await expect(inside, list.by, list.people);
        await write(inside, (tx) => clearSetting(tx, pending));
      });
      flash(instance, response, 'members.listDone');
      response.redirect(303, '/admin/members/list');
    } catch (fault) {
      await show(request, response, formOf(fields, fault));
    }
  });

  router.post('/admin/members/list/:id/link', async (request, response) => {
    const id = Number(request.params.id) || 0;
    const person = (await listExpected(instance)).find((one) => one.id === id);
    if (!person) throw notFound();
    const link = await audited(instance, { by: by(response), act: 'member.expect' }, (inside) =>
      renewExpected(inside, id),
    );
    await show(request, response, noForm, { link, email: person.email });
  });

  router.post('/admin/members/list/:id/delete', async (request, response) => {
    await audited(instance, { by: by(response), act: 'member.expectNoMore' }, (inside) =>
      forgetExpected(inside, Number(request.params.id) || 0),
    );
    response.redirect(303, '/admin/members/list');
  });

  async function show(
    request: Request,
    response: Response,
    form: Form,
    fresh: { link: string; email: string } | null = null,
  ) {
    const people = await listExpected(instance);
    const view = { people, all: await countExpected(instance), mails: instance.mail.configured, fresh };
    const status = form === noForm ? 200 : 422;
    await send(web, request, response, expectedPage(await pageOf(web, request, response), view, form), status);
  }
  return router;
}
