import { parseArgs } from 'node:util';
import type { SignUpRule } from '../accounts/organisation-tables.ts';
import { setUp } from '../accounts/setup.ts';
import { domainsIn } from '../accounts/setup-routes.ts';
import type { Config } from '../config.ts';
import { createTranslate, type Language } from '../platform/i18n.ts';
import { readPassword } from './read-password.ts';
import { withInstance } from './with-instance.ts';

/** `maillon setup`: the first visit without a browser. */
export async function setup(config: Config, args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      name: { type: 'string' },
      handle: { type: 'string' },
      admin: { type: 'string' },
      'admin-name': { type: 'string' },
      email: { type: 'string' },
      hue: { type: 'string', default: '255' },
      sentence: { type: 'string', default: '' },
      charter: { type: 'string' },
      languages: { type: 'string', default: 'fr,en' },
      'sign-up': { type: 'string', default: 'invitation' },
      domains: { type: 'string', default: '' },
    },
  });
  const missing = (['name', 'handle', 'admin', 'email'] as const).filter((option) => !values[option]);
  if (missing.length) throw new Error(`Give ${missing.map((option) => `--${option}`).join(', ')}.`);
  const rules: SignUpRule[] = ['invitation', 'domain', 'approval', 'open'];
  const signUp = rules.find((rule) => rule === values['sign-up']);
  if (!signUp) throw new Error(`--sign-up takes ${rules.join(', ')}.`);
  const languages = values.languages.split(',').filter((lang): lang is Language => lang === 'fr' || lang === 'en');
  const password = await readPassword();
  await withInstance(config, (instance) =>
    setUp(instance, {
      name: values.name!,
      handle: values.handle!,
      hue: Number(values.hue),
      sentence: values.sentence,
      charter: values.charter ?? createTranslate(languages[0] ?? 'fr')('setup.charterProposed'),
      languages,
      signUp,
      emailDomains: domainsIn(values.domains),
      administrator: {
        name: values.admin!,
        displayName: values['admin-name'] ?? values.admin!,
        email: values.email!,
        password,
      },
    }),
  );
  console.log(`${values.name} is set up at ${config.origin}; ${values.admin} runs it.`);
}
