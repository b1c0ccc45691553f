/** What a conversation's page shows around a post that stands alone. */
export const aloneInThread = {
  ancestors: [],
  mark: null,
  removed: [],
  locked: false,
  settledBy: null,
  maySettle: false,
  replies: [],
  maxLength: 5000,
};
