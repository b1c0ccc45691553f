import type { StepModule } from './step.ts';
import { ballot } from './steps/ballot/step.ts';
import { exchange } from './steps/exchange/step.ts';
import { ideas } from './steps/ideas/step.ts';
import { pledges } from './steps/pledges/step.ts';
import { questions } from './steps/questions/step.ts';
import { statement } from './steps/statement/step.ts';
import type { StepKindName } from './view.ts';

/** Every kind of step, by its name; one more is a folder of `steps/` and a line here. */
export const stepModules: Partial<Record<StepKindName, StepModule>> = {
  questions,
  ideas,
  exchange,
  pledges,
  ballot,
  statement,
};
