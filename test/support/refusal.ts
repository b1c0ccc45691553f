/** What `work` was refused with: a key, or the faults of its form by field. */
export async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return null;
  } catch (error) {
    const { key, fields } = error as { key?: string; fields?: Record<string, { key: string }> };
    if (fields) return Object.fromEntries(Object.entries(fields).map(([name, fault]) => [name, fault.key]));
    return key ?? error;
  }
}
