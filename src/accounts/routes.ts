import { Router } from 'express';
import type { Web } from '../web/web.ts';
import { charterRoutes } from './charter-routes.ts';
import { followRoutes } from './follow-routes.ts';
import { joinRoutes } from './join-routes.ts';
import { legalRoutes } from './legal-routes.ts';
import { listRoutes } from './list-routes.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { profileRoutes } from './profile-routes.ts';
import { secondStepRoutes } from './second-step-routes.ts';
import { securityRoutes } from './security-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { setupRoutes } from './setup-routes.ts';
import { signInLinkRoutes } from './sign-in-link-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { signUpRoutes } from './sign-up-routes.ts';
import { welcomeRoutes } from './welcome-routes.ts';

export const accountRoutes = (web: Web): Router =>
  Router().use(
    setupRoutes(web),
    charterRoutes(web),
    legalRoutes(web),
    signInLinkRoutes(web),
    signInRoutes(web),
    signUpRoutes(web),
    joinRoutes(web),
    welcomeRoutes(web),
    securityRoutes(web),
    secondStepRoutes(web),
    passkeyRoutes(web),
    settingsRoutes(web),
    followRoutes(web),
    listRoutes(web),
    profileRoutes(web),
  );
