import { type Request, type Response, Router } from 'express';
import { contentLanguages, type Form } from '../../views/form.ts';
import type { Html } from '../../views/html.ts';
import type { Page } from '../../views/page.ts';
import { settingsPage } from '../../views/settings/frame.ts';
import { noticeSettings } from '../../views/settings/notices.ts';
import { appearanceSettings, languageSettings, passwordSettings, privacySettings } from '../../views/settings/pages.ts';
import { profileFields, profileSettings } from '../../views/settings/profile.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { isZone, ownZone } from '../platform/zones.ts';
import { audiences } from '../posts/view.ts';
import { flash } from '../web/flash.ts';
import { type Fields, fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { sentPicture } from '../web/sent-picture.ts';
import { requireMember, type SignedIn } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { accountById } from './account.ts';
import { changePassword, changePreferences } from './members.ts';
import { profileOf, updateProfile } from './profile.ts';
import { mayResetPassword } from './sessions.ts';
import { everyNoticeLevel, type NoticeLevels, noticeKinds, noticeLevels } from './view.ts';

const noForm: Form = { values: {}, faults: {} };
const themes = { light: 'light', dark: 'dark', system: null } as const;

/** One plain page and one form for each thing; saved with a message, drawn again with what is wrong. */
export function settingsRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/settings', async (request, response) => {
    requireMember(response);
    await send(web, request, response, settingsPage(await pageOf(web, request, response)));
  });

  setting('profile', drawProfile, async (known, fields) => {
    const { values } = fields;
    const { accountId } = known.member;
    await updateProfile(instance, accountId, {
      displayName: values.displayName ?? '',
      role: values.role ?? '',
      // A form without it is that of somebody whose organisation keeps it.
      ...(values.affiliation !== undefined && { affiliation: values.affiliation }),
      bio: values.bio ?? '',
      helpsWith: values.helpsWith ?? '',
      skills: (values.skills ?? '').split(',').filter((skill) => skill.trim()),
      languages: contentLanguages.map(({ value }) => value).filter((lang) => values[`speaks-${lang}`] === 'on'),
      fields: Array.from({ length: profileFields }, (_, place) => ({
        name: values[`field-${place + 1}-name`] ?? '',
        value: values[`field-${place + 1}-value`] ?? '',
      })),
      avatarId: await sentPicture(web, fields, 'avatar', { accountId, byId: accountId }),
      bannerId: await sentPicture(web, fields, 'banner', { accountId, byId: accountId }),
    });
  });

  setting('privacy', drawPrivacy, async (known, { values }) => {
    const { accountId } = known.member;
    const [locked, discoverable, indexable] = ['locked', 'discoverable', 'indexable'].map(
      (name) => values[name] === 'on',
    );
    await updateProfile(instance, accountId, { locked, discoverable, indexable });
    const defaultAudience = audiences.find((audience) => audience === values.audience && audience !== 'direct');
    if (defaultAudience) await changePreferences(instance, accountId, { defaultAudience });
    const quotePolicy = (['public', 'followers', 'nobody'] as const).find((one) => one === values.quotePolicy);
    if (quotePolicy) await changePreferences(instance, accountId, { quotePolicy });
  });

  setting(
    'appearance',
    async (page, _known, form) => appearanceSettings(page, form),
    async (known, { values }) => {
      await changePreferences(instance, known.member.accountId, {
        theme: themes[values.theme as keyof typeof themes] ?? null,
        textSize: values.size === 'large' ? 'large' : 'normal',
        hideCounts: values.hideCounts === 'on',
        imagesOnDemand: values.imagesOnDemand === 'on',
        shortcuts: values.shortcuts === 'on',
      });
    },
  );

  setting(
    'languages',
    async (page, known, form) =>
      languageSettings(
        page,
        {
          postLanguage: known.member.postLanguage ?? page.lang,
          timeZone: known.member.timeZone ?? ownZone(),
          read: known.member.readLanguages,
        },
        form,
      ),
    async (known, { values }) => {
      const language = ['fr', 'en'].find((lang) => lang === values.language);
      const timeZone = (values.timeZone ?? '').trim().replaceAll(' ', '_');
      if (timeZone && !isZone(timeZone)) throw new Invalid({ timeZone: 'settings.zoneUnknown' });
      const postLanguage = /^[a-z]{2,3}$/.test(values.postLanguage ?? '') ? values.postLanguage : null;
      await changePreferences(instance, known.member.accountId, {
        ...(language ? { language } : {}),
        postLanguage: postLanguage ?? null,
        readLanguages: contentLanguages.map(({ value }) => value).filter((lang) => values[`read-${lang}`] === 'on'),
        timeZone: timeZone || null,
      });
    },
  );

  setting(
    'notifications',
    async (page, known, form) => noticeSettings(page, everyNoticeLevel(known.member.noticeLevels), form),
    async (known, { values }) => {
      const wanted: NoticeLevels = {};
      for (const kind of noticeKinds) {
        const level = noticeLevels.find((one) => one === values[kind]);
        if (level && level !== 'all') wanted[kind] = level;
      }
      await changePreferences(instance, known.member.accountId, { noticeLevels: wanted });
    },
  );

  setting(
    'password',
    async (page, known, form) => passwordSettings(page, form, mayResetPassword(known.session, instance.clock())),
    async (known, { values }) => {
      await web.limits.signInByAccount.take(known.member.accountId);
      await changePassword(
        instance,
        known.member.accountId,
        mayResetPassword(known.session, instance.clock()) ? null : (values.present ?? ''),
        values.password ?? '',
        known.session.id,
      );
      await web.limits.signInByAccount.forget(known.member.accountId);
    },
  );

  type Draw = (page: Page, known: SignedIn, form: Form) => Promise<Html>;
  function setting(name: string, draw: Draw, save: (known: SignedIn, fields: Fields) => Promise<void>) {
    router.get(`/settings/${name}`, async (request: Request, response: Response) => {
      const known = requireMember(response);
      await send(web, request, response, await draw(await pageOf(web, request, response), known, noForm));
    });
    router.post(`/settings/${name}`, async (request: Request, response: Response) => {
      const known = requireMember(response);
      const fields = fieldsOf(response);
      try {
        await save(known, fields);
        flash(instance, response, 'settings.saved');
        response.redirect(303, `/settings/${name}`);
      } catch (fault) {
        const { password: _, present: __, ...values } = fields.values;
        const form = formOf({ ...fields, values }, fault);
        await send(web, request, response, await draw(await pageOf(web, request, response), known, form), 422);
      }
    });
  }

  async function drawProfile(page: Page, known: SignedIn, form: Form) {
    const account = await ownAccount(known);
    const source = {
      bio: account.bioSource,
      fields: account.fields.map(({ name, value, source: typed }) => ({ name, value: typed ?? value })),
      affiliationUntil: known.member.affiliationUntil,
    };
    return profileSettings(page, await profileOf(instance, known.viewer, account), source, form);
  }

  async function drawPrivacy(page: Page, known: SignedIn, form: Form) {
    const { locked, discoverable, indexable } = await ownAccount(known);
    return privacySettings(
      page,
      {
        locked,
        discoverable,
        indexable,
        audience: known.member.defaultAudience,
        quotePolicy: known.member.quotePolicy,
      },
      form,
    );
  }

  async function ownAccount(known: SignedIn) {
    const account = await accountById(instance, known.member.accountId);
    if (!account) throw notFound();
    return account;
  }

  return router;
}
