import { readFile } from 'node:fs/promises';
import { type Request, type Response, Router } from 'express';
import type { Form } from '../../views/form.ts';
import type { Language } from '../platform/i18n.ts';
import { Invalid } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { openCampaign } from './campaign.ts';
import { mostBytes, readRecipe } from './recipe.ts';
import { begin } from './template.ts';

/** Beginning a campaign from the recipe of another; `showNew` draws the page of beginnings again. */
export function recipeRoutes(
  { instance }: Web,
  showNew: (request: Request, response: Response, form: Form) => Promise<void>,
): Router {
  const router = Router();

  router.post('/campaigns/recipe', async (request, response) => {
    const { member } = requireMember(response);
    const fields = fieldsOf(response);
    const { displayName = '', name = '' } = fields.values;
    try {
      const file = fields.files.find(({ field }) => field === 'recipe');
      if (!file) throw new Invalid({ recipe: 'form.required' });
      if (file.isCut || file.bytes > mostBytes) throw new Invalid({ recipe: 'recipe.tooLarge' });
      const recipe = readRecipe(await readFile(file.path));
      const language: Language = member.language === 'en' ? 'en' : 'fr';
      const { steps, closesAt, ...said } = begin(recipe, language, instance.clock());
      const own = {
        displayName,
        language,
        opensAt: instance.clock(),
        closesAt,
        reach: 'public',
        admission: 'open',
      } as const;
      await openCampaign(instance, member.accountId, name, { ...said, ...own, template: 'recipe', steps });
      flash(instance, response, 'campaign.begun');
      response.redirect(303, `/campaigns/${name.trim().toLowerCase()}/organise`);
    } catch (fault) {
      await showNew(request, response, formOf(fields, fault));
    }
  });

  return router;
}
