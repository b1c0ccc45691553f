import type { Container } from './film-container.ts';
import type { AboutFilm } from './film-probe.ts';
import type { FilmLimits } from './films.ts';

/** Decoders that may run on what a stranger sent: those of what phones and browsers write. */
const codecs =
  'h264,hevc,vp8,vp9,libvpx,libvpx-vp9,libdav1d,av1,mpeg4,png,mjpeg,aac,mp3,mp3float,opus,libopus,vorbis,libvorbis,flac,alac,pcm_s16le,pcm_s24le,pcm_s32le,pcm_f32le,pcm_s16be,pcm_u8';

/** Only this file, only by this demuxer: no playlist, no network, nothing that names another file. */
export const inputArguments = (path: string, container: Container): string[] => [
  ...['-threads', '2', '-protocol_whitelist', 'file', '-codec_whitelist', codecs, '-f', container],
  ...['-i', `file:${path}`],
];

export const probeArguments = [
  ...['-v', 'quiet', '-of', 'json', '-show_entries'],
  'stream=index,codec_type,codec_name,width,height,pix_fmt,avg_frame_rate,bit_rate:stream_disposition=attached_pic:stream_side_data=rotation:format=duration',
];

const quiet = ['-nostdin', '-y', '-v', 'quiet', '-threads', '2'];
/** Titles, places, cameras and chapters stay behind, and so do subtitles and data tracks (S93). */
const bare = [
  '-map_metadata',
  '-1',
  '-map_chapters',
  '-1',
  '-sn',
  '-dn',
  '-fflags',
  '+bitexact',
  '-flags',
  '+bitexact',
];
const fitted =
  "scale=w='min(1920,iw)':h='min(1920,ih)':force_original_aspect_ratio=decrease:force_divisible_by=2,format=yuv420p";

/** One second more than may be is kept, so that what is longer is seen to be. */
export function filmArguments(about: AboutFilm, path: string, { durationMs }: FilmLimits): string[] {
  const streams = [about.videoStream, about.audioStream].filter((stream) => stream !== null);
  const kept = about.kind === 'video' ? streams : streams.slice(-1);
  return [
    ...quiet,
    ...kept.flatMap((stream) => ['-map', `0:${stream}`]),
    ...bare,
    ...['-t', String(durationMs / 1000 + 2)],
    ...(about.kind === 'video' ? film(about) : sound(about)),
    `file:${path}`,
  ];
}

function film({ copiesVideo, copiesAudio }: AboutFilm): string[] {
  const pictures = copiesVideo
    ? // SEI units may say with what and where it was taken.
      ['-c:v', 'copy', '-bsf:v', 'filter_units=remove_types=6']
    : [
        ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '25', '-maxrate', '4M', '-bufsize', '8M'],
        ...['-vf', fitted, '-fpsmax', '60'],
      ];
  const voice = copiesAudio ? ['-c:a', 'copy'] : ['-c:a', 'aac', '-b:a', '128k', '-ac', '2'];
  return [...pictures, ...voice, '-movflags', '+faststart', '-f', 'mp4'];
}

const sound = ({ copiesAudio }: AboutFilm): string[] => [
  ...(copiesAudio ? ['-c:a', 'copy'] : ['-c:a', 'libmp3lame', '-b:a', '128k', '-ac', '2']),
  ...['-id3v2_version', '0', '-f', 'mp3'],
];

/** A frame from a quarter of the way, but not from later than three seconds: the first one is often black. */
export const posterArguments = ({ durationMs }: AboutFilm, path: string): string[] => [
  ...quiet,
  ...['-ss', String(Math.min((durationMs ?? 0) / 4000, 3)), '-frames:v', '1', '-an'],
  ...['-vf', "scale=w='min(1280,iw)':h=-2", '-c:v', 'png', '-f', 'image2', '-update', '1', `file:${path}`],
];
