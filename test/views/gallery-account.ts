import { qrCode } from '../../src/platform/qr-code.ts';
import { totpUri } from '../../src/platform/totp.ts';
import { codePage } from '../../views/accounts/code.ts';
import { profilePage } from '../../views/accounts/profile.ts';
import { leavePage, leftPage } from '../../views/data/leave.ts';
import { aliasPage, movePage } from '../../views/data/move.ts';
import { dataPage, importPage } from '../../views/data/page.ts';
import { restrictedPage, restrictPage } from '../../views/data/restrict.ts';
import { noForm } from '../../views/form.ts';
import { passkeyName, passkeySettings } from '../../views/settings/passkeys.ts';
import { recoveryCodesPage, secondStepSettings } from '../../views/settings/second-step.ts';
import { emailSettings, securityPage } from '../../views/settings/security.ts';
import type { Shown } from './gallery.ts';
import { hour, jeanne, nour, now, profile } from './sample.ts';

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const transfer = {
  id: '1',
  kind: 'archive',
  done: 340,
  total: 1200,
  bytes: 48_000_000,
  createdAt: now - hour,
  expiresAt: now + 23 * hour,
  report: null,
};

const room = { used: 1_840_000_000, most: 5_000_000_000 };

export const account: Record<string, Shown> = {
  '/settings/data': { show: (page) => dataPage(page, null, noForm, room) },
  '/settings/data/running': { show: (page) => dataPage(page, { ...transfer, state: 'running' }, noForm, room) },
  '/settings/data/ready': {
    show: (page) =>
      dataPage(
        page,
        { ...transfer, state: 'ready' },
        { values: {}, faults: { present: { key: 'password.wrong' } } },
        room,
      ),
  },
  '/settings/data/failed': { show: (page) => dataPage(page, { ...transfer, state: 'failed' }, noForm, room) },
  '/settings/data/move': {
    show: (page) =>
      movePage(
        page,
        { handle: '@malik@preau.example', movedTo: null },
        { values: { handle: '@malik@ailleurs.example' }, faults: { handle: { key: 'move.noAlias' } } },
      ),
  },
  '/settings/data/move/done': {
    show: (page) => movePage(page, { handle: '@malik@preau.example', movedTo: jeanne }, noForm),
  },
  '/settings/data/aliases': {
    show: (page) => aliasPage(page, [{ uri: 'https://old.example/users/malik', name: '@malik@old.example' }], noForm),
  },
  '/@nour/moved': {
    show: (page) =>
      profilePage(page, {
        profile: profile(nour, { movedTo: jeanne }),
        tab: 'posts',
        pinned: [],
        timeline: { posts: [], older: null },
      }),
  },
  '/settings/data/delete': {
    show: (page) => leavePage(page, { values: {}, faults: { present: { key: 'password.wrong' } } }),
  },
  '/settings/data/left': { signedOut: true, show: (page) => leftPage(page, now + 336 * hour) },
  '/settings/data/import': {
    show: (page) => importPage(page, null, { values: {}, faults: { file: { key: 'import.noFile' } } }),
  },
  '/settings/data/import/running': {
    show: (page) => importPage(page, { ...transfer, state: 'running', total: 0 }, noForm),
  },
  '/settings/data/import/told': {
    show: (page) =>
      importPage(
        page,
        {
          ...transfer,
          state: 'ready',
          report: {
            taken: { profile: 1, posts: 212, private: 8, following: 41, lists: 2, bookmarks: 1 },
            left: [
              { what: 'jeanne@ateliers-morvan.example', why: 'absent' },
              { what: 'https://old.example/posts/41', why: 'others' },
            ],
            more: 3,
          },
        },
        noForm,
      ),
  },
  '/sign-in/code': {
    signedOut: true,
    show: (page) => codePage(page, { values: { next: '/' }, faults: { code: { key: 'second.wrong' } } }),
  },
  '/settings/security': {
    show: (page) =>
      securityPage(page, {
        email: 'malik@univ-valombre.example',
        secondStep: true,
        passkeys: 1,
        sessions: 2,
        signIns: [
          { id: 3, method: 'password', second: 'code', device: 'Firefox, Linux', network: '192.0.2.0', at: now - hour },
          {
            id: 2,
            method: 'link',
            second: null,
            device: 'Safari, iPhone',
            network: '2001:db8:41::',
            at: now - 30 * hour,
          },
        ],
      }),
  },
  '/settings/passkeys': {
    show: (page) =>
      passkeySettings(page, [{ id: 'a', name: 'Téléphone', createdAt: now - 900 * hour, usedAt: now - hour }], noForm),
  },
  '/settings/data/restrict': { show: (page) => restrictPage(page, noForm) },
  '/settings/data/restrict/done': { show: (page) => restrictedPage(page) },
  '/settings/passkeys/a': {
    show: (page) =>
      passkeyName(page, { id: 'a', name: 'Téléphone', createdAt: now - 900 * hour, usedAt: null }, noForm),
  },
  '/settings/email': {
    show: (page) => emailSettings(page, { email: 'malik@univ-valombre.example', mails: true }, noForm),
  },
  '/settings/second-step': {
    show: (page) => secondStepSettings(page, { since: null, codesLeft: 0, begun: null }, noForm),
  },
  '/settings/second-step/begun': {
    show: (page) =>
      secondStepSettings(
        page,
        { since: null, codesLeft: 0, begun: { secret, qr: qrCode(totpUri(secret, 'preau.example', 'malik')) } },
        { values: {}, faults: { code: { key: 'second.wrong' } } },
      ),
  },
  '/settings/second-step/on': {
    show: (page) => secondStepSettings(page, { since: now - 900 * hour, codesLeft: 7, begun: null }, noForm),
  },
  '/settings/second-step/codes': {
    show: (page) =>
      recoveryCodesPage(
        page,
        ['mfzw-k5dp-nz2g', 'pb4x-on2g-m5rw'].map((code) => `${code}-2dpn`),
      ),
  },
};
