import { auditSubjects } from '../../src/moderation/view.ts';
import { deadLettersPage, hostsPage } from '../../views/admin/federation.ts';
import { adminPage } from '../../views/admin/home.ts';
import { hostImportPage, hostRulesPage } from '../../views/admin/host-rules.ts';
import { invitationsPage } from '../../views/admin/identity.ts';
import { limitsPage } from '../../views/admin/limits.ts';
import { logPage } from '../../views/admin/log.ts';
import { memberPage, membersPage, signUpRequestsPage } from '../../views/admin/members.ts';
import { seenPage } from '../../views/admin/seen.ts';
import { setupPage } from '../../views/admin/setup.ts';
import { noForm } from '../../views/form.ts';
import type { Shown } from './gallery.ts';
import { hour, ines, jeanne, malik, nour, now, solene } from './sample.ts';

const hostRule = {
  host: 'ancien.example',
  severity: 'block' as const,
  rejectMedia: false,
  rejectReports: true,
  publicComment: 'Envois de masse, sans réponse de son équipe depuis mars.',
  obfuscate: false,
  createdAt: now,
};

export const admin: Record<string, Shown> = {
  '/setup/abc': {
    signedOut: true,
    show: (page) =>
      setupPage(page, 'abc', noForm, { origin: 'https://preau.example', charter: 'Parlons vrai, parlons bien.' }),
  },
  '/admin': {
    show: (page) =>
      adminPage(page, {
        requests: 2,
        reports: 1,
        appeals: 0,
        nobodyToAsk: true,
        partners: 1,
        health: {
          queued: 14,
          oldestSince: now - 90_000,
          failingLines: 0,
          deadLetters: 3,
          memory: 134e6,
          skew: -75_000,
          diskFree: 41e9,
          diskUsed: 3.2e9,
          lastBackup: now - 300 * hour,
          check: { at: now - 5 * hour, verdict: 'Tree 14 page 213: btreeInitPage() returns error code 11' },
          version: '0.1.0',
          failingHosts: 1,
        },
      }),
  },
  '/admin/calm': {
    show: (page) =>
      adminPage(page, {
        requests: 0,
        reports: 0,
        appeals: 0,
        nobodyToAsk: false,
        partners: 0,
        health: {
          queued: 0,
          oldestSince: null,
          failingLines: 0,
          deadLetters: 0,
          memory: 134e6,
          skew: 400,
          diskFree: 41e9,
          diskUsed: 3.2e9,
          lastBackup: now - 5 * hour,
          check: { at: now - 5 * hour, verdict: 'ok' },
          version: '0.1.0',
          failingHosts: 0,
        },
      }),
  },
  '/admin/limits': {
    show: (page) =>
      limitsPage(
        page,
        {
          limits: { memberBytes: 5e9, filmBytes: 100e6, filmMs: 900_000 },
          films: true,
          total: 3_120_000_000,
          largest: [
            { account: ines, bytes: 2_400_000_000 },
            { account: solene, bytes: 420_000_000 },
          ],
        },
        noForm,
      ),
  },
  '/admin/limits/faults': {
    show: (page) =>
      limitsPage(
        page,
        { limits: { memberBytes: 5e9, filmBytes: 100e6, filmMs: 900_000 }, films: false, total: 0, largest: [] },
        { values: { minutes: '0' }, faults: { minutes: { key: 'form.between', args: { least: 1, most: 180 } } } },
      ),
  },
  '/admin/invitations': {
    show: (page) =>
      invitationsPage(
        page,
        {
          domains: 'univ-valombre.example',
          invitations: [
            {
              id: '1',
              url: 'https://preau.example/sign-up?invitation=q8w7e6r5',
              uses: 3,
              maxUses: 10,
              expiresAt: now + 100 * hour,
            },
          ],
        },
        noForm,
      ),
  },
  '/admin/members': {
    show: (page) =>
      membersPage(page, {
        members: [
          {
            account: malik,
            email: 'malik@univ-valombre.example',
            role: 'administrator',
            limited: false,
            suspended: false,
            secondStep: false,
            affiliationFrom: null,
            affiliationUntil: null,
            joinedAt: now - 9000 * hour,
            seenAt: now - hour,
          },
          {
            account: { ...solene, affiliation: 'staff' },
            email: 'solene@univ-valombre.example',
            role: 'communication',
            limited: true,
            suspended: false,
            secondStep: false,
            affiliationFrom: null,
            affiliationUntil: null,
            joinedAt: now,
            seenAt: null,
          },
          {
            account: { ...nour, affiliation: 'student' },
            email: 'nour@univ-valombre.example',
            role: 'member',
            limited: false,
            suspended: true,
            secondStep: true,
            affiliationFrom: null,
            affiliationUntil: null,
            joinedAt: now,
            seenAt: now - 99 * hour,
          },
        ],
        all: 214,
        asked: { q: 'benh', role: '', affiliation: 'student', state: '' },
        next: '/admin/members?before=2',
      }),
  },
  '/admin/members/1': {
    show: (page) =>
      memberPage(
        page,
        {
          account: { ...solene, affiliation: 'staff' },
          email: 'solene@univ-valombre.example',
          role: 'moderator',
          limited: true,
          suspended: false,
          secondStep: true,
          affiliationFrom: null,
          affiliationUntil: null,
          joinedAt: now - 900 * hour,
          seenAt: now - hour,
        },
        { values: {}, faults: { role: { key: 'member.lastAdministrator' } } },
      ),
  },
  '/admin/log': {
    show: (page) =>
      logPage(page, {
        entries: [
          { id: 3, by: ines, act: 'member.role', about: solene, detail: 'moderator', at: now - hour },
          { id: 2, by: ines, act: 'organisation.identity', about: null, detail: '', at: now - 30 * hour },
          { id: 1, by: null, act: 'job.replay', about: null, detail: '', at: now - 300 * hour },
        ],
        people: [ines, solene],
        subjects: auditSubjects,
        asked: { by: '', subject: 'member' },
        next: null,
      }),
  },
  '/admin/requests': {
    show: (page) =>
      signUpRequestsPage(page, [
        {
          account: nour,
          email: 'nour@univ-valombre.example',
          reason: 'Je suis en master de droit public, Solène m’a parlé d’ici.',
          askedAt: now - 3 * hour,
        },
      ]),
  },
  '/admin/hosts': {
    show: (page) =>
      hostsPage(page, {
        authorizedFetch: false,
        federation: 'open',
        bound: 'open',
        hosts: [
          {
            host: 'terre-franche.example',
            software: 'Maillon 0.1',
            accounts: 214,
            state: 'ok',
            lastSeen: now - hour,
            waiting: 0,
            reason: '',
          },
          {
            host: 'ateliers-morvan.example',
            software: 'Maillon 0.1',
            accounts: 80,
            state: 'failing',
            lastSeen: now - 30 * hour,
            waiting: 12,
            reason: 'ateliers-morvan.example answered 502',
          },
          {
            host: 'ancien.example',
            software: '',
            accounts: 3,
            state: 'unavailable',
            lastSeen: null,
            waiting: 0,
            reason: 'connection refused',
          },
        ],
        next: null,
      }),
  },
  '/admin/hosts/rules': {
    show: (page) =>
      hostRulesPage(page, [hostRule, { ...hostRule, host: 'images.example', severity: 'none', rejectMedia: true }], {
        values: { host: 'https://x' },
        faults: { host: { key: 'hostRule.host' } },
      }),
  },
  '/admin/hosts/rules/import': {
    show: (page) => hostImportPage(page, { changes: [hostRule], same: 3, skipped: 2, refused: ['preau.example'] }),
  },
  '/admin/seen': {
    show: (page) =>
      seenPage(
        page,
        [
          { who: 'stranger', person: null, status: 404, document: null },
          {
            who: 'follower',
            person: jeanne,
            status: 200,
            document: '{\n  "type": "Note",\n  "content": "<p>Bonjour</p>"\n}',
          },
        ],
        { values: { address: 'https://preau.example/@nour/118', handle: '' }, faults: {} },
      ),
  },
  '/admin/dead-letters': {
    show: (page) =>
      deadLettersPage(page, {
        letters: [
          {
            id: '1',
            job: 'deliver',
            host: 'ancien.example',
            reason: 'connection refused',
            failedAt: now - 20 * hour,
          },
          {
            id: '2',
            job: 'deliver',
            host: 'ateliers-morvan.example',
            reason: '410',
            failedAt: now - 40 * hour,
          },
        ],
        next: null,
      }),
  },
};
