/** Of ballots, statements and reports: what everybody may read, and whose the id of each route of a member is. */
export const openDecisions = [
  'GET /campaigns/:handle/report',
  'GET /campaigns/:handle/report.json',
  'GET /campaigns/:handle/report.csv',
  'GET /campaigns/:handle/recipe.json',
] as const;

export const decisionIds = {
  'GET /campaigns/:handle/report/edit': 'campaign',
  'POST /campaigns/:id/report': 'campaign',
  'POST /campaigns/:id/report/publish': 'campaign',
  'POST /campaigns/:id/recall': 'campaign',
  'POST /campaign-steps/:id/votes': 'step',
  'POST /campaign-steps/:id/votes/change': 'step',
  'POST /campaign-steps/:id/votes/check': 'step',
  'POST /campaign-steps/:id/clauses': 'step',
  'POST /campaign-steps/:id/ballot': 'step',
  'POST /campaign-steps/:id/outcome': 'step',
  'POST /campaign-steps/:id/statement': 'step',
  'POST /campaign-steps/:id/amendments': 'step',
  'POST /campaign-steps/:id/dissents': 'step',
  'POST /campaign-steps/:id/sign': 'step',
  'POST /contributions/:id/withdraw-clause': 'contribution',
  'POST /contributions/:id/wording': 'contribution',
} as const;
