/** Whose the id of a route of exchanges and pledges is (route-table.ts). */
export const exchangeRoutes = {
  'POST /campaign-steps/:id/offers': 'step',
  'POST /campaign-steps/:id/pledges': 'step',
  'POST /campaign-steps/:id/pledge-settings': 'step',
  'POST /contributions/:id/interest': 'contribution',
  'POST /contributions/:id/withdraw': 'contribution',
  'POST /contributions/:id/told': 'contribution',
  'POST /contributions/:id/verify': 'contribution',
  'POST /agreements/:id/accept': 'agreement',
  'POST /agreements/:id/leave': 'agreement',
  'POST /agreements/:id/receipt': 'agreement',
  'POST /agreements/:id/thanks': 'agreement',
} as const;
