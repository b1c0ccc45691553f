import type { Container } from './film-container.ts';

/** A film (`video`) or a sound alone, as its file tells. */
export interface AboutFilm {
  kind: 'video' | 'audio';
  /** As it is seen, after rotation; 0 without pictures. */
  width: number;
  height: number;
  /** null when the file does not tell. */
  durationMs: number | null;
  /** Can be played by every browser as it is: copied, not encoded anew. */
  copiesVideo: boolean;
  copiesAudio: boolean;
  /** Places of the streams that are kept. */
  videoStream: number | null;
  audioStream: number | null;
}

interface Stream {
  index?: number;
  codec_type?: string;
  codec_name?: string;
  width?: number;
  height?: number;
  pix_fmt?: string;
  avg_frame_rate?: string;
  bit_rate?: string;
  disposition?: { attached_pic?: number };
  side_data_list?: { rotation?: number }[];
}

const largestSide = 1920;
const mostFrames = 60;
const mostBits = 8e6;

/** Reads what ffprobe printed; null when there is neither picture nor sound in it. */
export function readProbe(text: string, container: Container): AboutFilm | null {
  const { streams = [], format = {} } = parse(text);
  const video = streams.find((one) => one.codec_type === 'video' && !one.disposition?.attached_pic && one.width);
  const audio = streams.find((one) => one.codec_type === 'audio');
  if (!video && !audio) return null;
  const seconds = Number(format.duration);
  const sizes = video ? sizeOf(video) : { width: 0, height: 0 };
  return {
    kind: video ? 'video' : 'audio',
    ...sizes,
    durationMs: Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : null,
    copiesVideo: video !== undefined && container === 'mov' && isEverywhere(video),
    copiesAudio: audio?.codec_name === (video ? 'aac' : 'mp3'),
    videoStream: video?.index ?? null,
    audioStream: audio?.index ?? null,
  };
}

function sizeOf({ width = 0, height = 0, side_data_list = [] }: Stream) {
  const turned = side_data_list.some(({ rotation = 0 }) => Math.abs(rotation) % 180 === 90);
  return turned ? { width: height, height: width } : { width, height };
}

function isEverywhere({ codec_name, pix_fmt, width = 0, height = 0, avg_frame_rate, bit_rate }: Stream): boolean {
  const [frames = 0, second = 1] = (avg_frame_rate ?? '').split('/').map(Number);
  return (
    codec_name === 'h264' &&
    (pix_fmt === 'yuv420p' || pix_fmt === 'yuvj420p') &&
    Math.max(width, height) <= largestSide &&
    frames / (second || 1) <= mostFrames + 1 &&
    Number(bit_rate ?? 0) <= mostBits
  );
}

function parse(text: string): { streams?: Stream[]; format?: { duration?: string } } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
