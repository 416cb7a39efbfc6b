import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 320;
const HEIGHT = 240;

/** A drawn item on a table with a mark where the damage is, as a PNG in base64: what people photograph in the story. */
export const PICTURE = png((x, y) => {
  const [dx, dy] = [(x - WIDTH / 2) / 70, (y - 110) / 60];
  if ((x - 190) ** 2 + (y - 90) ** 2 < 90) return [178, 62, 52];
  if (dx ** 4 + dy ** 4 < 1) return [92 + y / 4, 74 + y / 5, 62 + y / 6];
  return y > 165 ? [205, 200, 192] : [232, 230, 226];
}).toString('base64');

function png(colour: (x: number, y: number) => readonly [number, number, number]): Buffer {
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3));
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) rows.set(colour(x, y).map(Math.round), y * (1 + WIDTH * 3) + 1 + x * 3);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
