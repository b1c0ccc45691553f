import type { CommunitySettings } from '../communities/view.ts';
import type { PartnerScope } from '../partners/view.ts';
import type { Audience, GatheringDraft, ThreadKind } from '../posts/view.ts';
import type { DemoFilm } from './films.ts';
import type { PictureName } from './pictures.ts';

/**
 * One act of the story. Times are hours before now; `@name` stands for the person, wherever their server is, `{key}` for
 * the address of a post.
 */
export type Act =
  | { at: number; who: string; follows: string[] }
  | {
      at: number;
      who: string;
      writes: string;
      as?: string;
      title?: string;
      summary?: string;
      audience?: Audience;
      language?: 'fr' | 'en';
      notice?: string;
      answers?: string;
      quotes?: string;
      /** Community that it is written in, and what it is there. */
      inside?: string;
      kind?: ThreadKind;
      poll?: { options: string[]; days: number };
      picture?: { name: PictureName; description: string };
      film?: DemoFilm;
    }
  /** An event in a community, so many hours from now; `as` is its name. */
  | {
      at: number;
      who: string;
      proposes: string;
      as: string;
      inside: string;
      title: string;
      ahead: number;
      hours: number;
      event: Partial<GatheringDraft>;
    }
  | { at: number; who: string; comes: string }
  | {
      at: number;
      who: string;
      opens: string;
      settings: CommunitySettings;
      pictures?: { avatar: PictureName; banner: PictureName };
    }
  | { at: number; who: string; joins: string }
  /** An owner lets somebody in. */
  | { at: number; who: string; welcomes: string; into: string }
  /** An administrator asks another organisation to be a partner, or says yes. */
  | { at: number; who: string; invites: string; scopes: PartnerScope[]; contact: string }
  | { at: number; who: string; agrees: string; scopes: PartnerScope[]; contact: string }
  /** Of a community: who looks after it too, what they keep at its top, take out, or ask whom to come in. */
  | { at: number; who: string; trusts: string; with: string }
  | { at: number; who: string; features: string }
  | { at: number; who: string; removes: string; because: string }
  | { at: number; who: string; invites: string; to: string }
  | { at: number; who: string; settles: string }
  | { at: number; who: string; hasRead: string }
  | { at: number; who: string; thanks: string[] }
  | { at: number; who: string; keeps: string[] }
  /** Not published: a draft, or scheduled for so many hours from now. */
  | { at: number; who: string; drafts: string; ahead?: number; audience?: Audience }
  | { at: number; who: string; pins: string }
  | { at: number; who: string; lists: string; people: string[] }
  | { at: number; who: string; filters: string }
  | { at: number; who: string; followsTag: string }
  | { at: number; who: string; hears: string }
  | { at: number; who: string; relays: string }
  | { at: number; who: string; votes: string; choice: number }
  | { at: number; who: string; edits: string; to: string };
