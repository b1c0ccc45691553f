import { type Html, html } from './html.ts';
import type { Page } from './page.ts';

/** Every icon in use, by its name in lucide; the sheet of icons is built from this list at start. */
export const icons = [
  'archive',
  'at-sign',
  'bell',
  'building-2',
  'ban',
  'bookmark',
  'check',
  'circle-question-mark',
  'clock',
  'ellipsis',
  'external-link',
  'eye',
  'file-text',
  'flag',
  'globe',
  'handshake',
  'hash',
  'heart',
  'house',
  'image',
  'image-plus',
  'languages',
  'link',
  'list',
  'lock',
  'log-out',
  'megaphone',
  'menu',
  'monitor-smartphone',
  'palette',
  'pencil',
  'pin',
  'quote',
  'rectangle-ellipsis',
  'repeat-2',
  'reply',
  'rotate-ccw',
  'search',
  'server',
  'settings',
  'shield-check',
  'square-pen',
  'trash-2',
  'triangle-alert',
  'user',
  'user-check',
  'user-plus',
  'users',
  'volume-x',
  'vote',
] as const;

export type Icon = (typeof icons)[number];

/** Decorative: words, or the accessible name of the control, stand next to it. */
export const icon = ({ assets }: Page, name: Icon): Html =>
  html`<svg class="i" aria-hidden="true"><use href="${assets.icons}#${name}"/></svg>`;
