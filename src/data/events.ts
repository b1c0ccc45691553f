/** What happens to the comings and goings of a member's data. */
export type DataEvent = { type: 'transfer.ended'; accountId: string; outcome: 'export' | 'import' | 'failed' };
