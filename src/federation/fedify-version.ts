import { readFileSync } from 'node:fs';

/** Fedify before 2.3.8 believes a key document of anybody's (CVE-2026-96625, S01). */
const lowest = [2, 3, 8];

/** Whether a version has what we need of Fedify: `2.3.8` and later, pre-releases of it not included. */
export function isSafeFedify(version: string): boolean {
  const parts = version.split('-')[0]!.split('.').map(Number);
  for (const [place, least] of lowest.entries()) if (parts[place] !== least) return parts[place]! > least;
  return !version.includes('-');
}

/** Throws, with a sentence for the operator, when the installed Fedify is too old (S121). Loads nothing of it. */
export function refuseOldFedify(): void {
  const { version } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.resolve('@fedify/fedify')), 'utf8'),
  );
  if (!isSafeFedify(version)) throw new Error(`Fedify ${version} is too old: ${lowest.join('.')} or newer is needed.`);
}
