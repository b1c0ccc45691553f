import type { Request, Response, Router } from 'express';
import type { CampaignFrame } from '../../views/campaigns/frame.ts';
import type { Form } from '../../views/form.ts';
import type { Content } from '../../views/html.ts';
import type { Page } from '../../views/page.ts';
import type { Web } from '../web/web.ts';
import type { Campaign } from './campaign.ts';
import type { Step } from './step.ts';

/** What a step's own part of a page is drawn from. */
export interface StepScene {
  web: Web;
  request: Request;
  response: Response;
  page: Page;
  frame: CampaignFrame;
  campaign: Campaign;
  step: Step;
  /** A form that came back with faults. */
  form: Form;
}

/** What a kind of step shows, and the routes of what people do in it. */
export interface StepPanel {
  panel: (scene: StepScene) => Promise<Content>;
  /** A few lines of it for the campaign's own page, while another step runs; null: nothing yet. */
  digest?: (scene: StepScene) => Promise<Content>;
  routes: (web: Web, show: ShowStep) => Router;
}

/** Draws the page of a step again, with the form that was refused. */
export type ShowStep = (request: Request, response: Response, stepId: string, form: Form) => Promise<void>;
