/** Names of units of OM 2 (http://www.ontology-of-units-of-measure.org/resource/om-2/), as FEP-0837 has them. */
export const units = ['one', 'hour', 'kilogram', 'kilometre', 'litre', 'kilowattHour'] as const;
export type Unit = (typeof units)[number];

/** Nobody gives or promises more than this of anything; above, it is a slip or a lie. */
export const mostAmount = 1_000_000;

/** An amount as people write it, with a comma or a point, to the hundredth; NaN when it is none. */
export const amountIn = (text = ''): number => {
  const plain = text.trim().replace(',', '.');
  return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? Number(plain) : Number.NaN;
};

export const isAmount = (amount: unknown): amount is number =>
  typeof amount === 'number' && Number.isFinite(amount) && amount >= 0.01 && amount <= mostAmount;

export const toHundredths = (amount: number): number => Math.round(amount * 100);
export const fromHundredths = (amount: number): number => amount / 100;
