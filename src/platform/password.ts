import { createLimiter } from './limiter.ts';
import { Refusal, tooMany } from './refusal.ts';

const mostBytes = 256;
const fewestCharacters = 12;
/** CNIL 2022-100 asks for 50 bits where attempts are limited, as they are here (S108). */
const fewestBits = 50;
/** OWASP's first choice, about 130 ms; 2 = Argon2id, whose name is a `const enum` that cannot be imported. */
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Two at once: each takes 19 MiB and one of the four threads that files also need. Shared by the process, which is
 * what runs out (S113); a waiting line of 64 takes about 5 s, then 429.
 */
const hashing = createLimiter({ atOnce: 2, waiting: 64, refuse: () => tooMany(5) });

const argon2 = () => import('@node-rs/argon2');

/** What is wrong with a new password, as a translation key, or null. `personal`: name, address… that it may not rest on. */
export function passwordFault(password: string, personal: string[] = []): string | null {
  if (Buffer.byteLength(password) > mostBytes) return 'password.tooLong';
  if ([...password].length < fewestCharacters) return 'password.tooShort';
  return passwordBits(password, personal) < fewestBits ? 'password.tooWeak' : null;
}

/** Hashes with argon2id into a PHC string. Throws 422 above 256 bytes and 429 when too many wait. */
export async function hashPassword(password: string): Promise<string> {
  if (Buffer.byteLength(password) > mostBytes) throw new Refusal(422, 'password.tooLong');
  const { hash } = await argon2();
  return hashing(() => hash(password, parameters));
}

/**
 * Whether the password is the one of this hash. `null` (no such account, or one without a password) costs the same
 * and is false (S109); so is anything above 256 bytes. Throws 429 when too many wait.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const tooLong = Buffer.byteLength(password) > mostBytes;
  const { verify } = await argon2();
  const right = await hashing(() => verify(hash ?? nobody, tooLong ? '' : password));
  return right && hash !== null && !tooLong;
}

/** Made by {@link hashPassword} from 32 random bytes that were thrown away. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$xmWS85xWU6LJmsWSj1v8zw$DlQdBR3bJ21yr7T9YXon2nUhMv5DlRLkWdYqWbsieRU';

/** Words on which most guessed passwords rest. */
const common =
  /mot ?de ?passe|password|passw0rd|azerty|qwerty|qsdf|asdf|bonjour|soleil|doudou|welcome|admin|secret|maillon/gi;

/** Bits that a guesser has to try: characters that a rule does not foresee, by the size of the alphabets they come from. */
function passwordBits(password: string, personal: string[]): number {
  let rest = password.replace(common, '*');
  for (const word of personal.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)))
    if (word.length > 2) rest = rest.replaceAll(new RegExp(literally(word), 'gi'), '*');
  const characters = [...rest];
  const unforeseen = characters.filter((character, index) => {
    const step = character.codePointAt(0)! - (characters[index - 1]?.codePointAt(0) ?? -100);
    return Math.abs(step) > 1;
  });
  const period = repeatOf(rest);
  const length = Math.min(unforeseen.length, period);
  const alphabets: [RegExp, number][] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[0-9]/, 10],
    [/[!-/:-@[-`{-~ ]/, 33],
    [/[^\x20-\x7e]/, 100],
  ];
  const size = alphabets.reduce((sum, [pattern, letters]) => sum + (pattern.test(rest) ? letters : 0), 0);
  return length * Math.log2(Math.max(size, 1));
}

const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Length of what the text repeats from end to end (« abcabcabc » is 3), else its own length. */
function repeatOf(text: string): number {
  const at = (text + text).indexOf(text, 1);
  return at < 0 ? text.length : at;
}
