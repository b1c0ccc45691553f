import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import { write } from '../platform/write.ts';
import { organisation } from './organisation-tables.ts';
import { type Conformance, conformances } from './view.ts';

export const readConformance = (text: string | undefined): Conformance =>
  conformances.find((one) => one === text) ?? 'partial';

/** Declares how accessible the service is; the foot of each page says so (RGAA, decree 2019-768, article 5). */
export const declareConformance = (instance: Instance, conformance: Conformance) =>
  write(instance, (tx) => tx.update(organisation).set({ conformance }).where(eq(organisation.id, 1)));
