import { primaryKey, table, text } from '../platform/columns.ts';
import type { PartnerScope } from './view.ts';

/**
 * What a partner's members may reach: one row for each scope that both sides agreed to, and only while the partnership
 * stands. Written by whatever changes the partnership; read by every rule about partners.
 */
export const partnerScopes = table(
  'partner_scopes',
  {
    host: text('host').notNull(),
    scope: text('scope').$type<PartnerScope>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.host, t.scope] })],
);
