/** « Firefox, Windows »: enough for a person to recognise where a session was opened. */
export function deviceOf(agent: string): string {
  const browser = /Edg\//.test(agent) ? 'Edge' : (/(Firefox|OPR|Chrome|Safari|curl)/.exec(agent)?.[1] ?? '');
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1]?.replace('Mac OS X', 'macOS') ?? '';
  return [browser.replace('OPR', 'Opera'), system].filter(Boolean).join(', ') || agent.slice(0, 40) || '?';
}
