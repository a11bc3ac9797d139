// Recompresses a set of JPEGs with sharp; see ChildProcessEngine for what is said on the pipes.
//
//     sharp.mjs SET.json QUALITY FOLDER [mozjpeg]      FOLDER is where npm installed sharp
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [setFile, quality, folder, mozjpeg] = process.argv.slice(2);
const sharp = createRequire(join(folder, 'package.json'))('sharp');
sharp.concurrency(1);
sharp.cache(false);

const sources = JSON.parse(readFileSync(setFile, 'utf8')).map((path) => readFileSync(path));
const options = { quality: Number(quality), mozjpeg: mozjpeg === 'mozjpeg', progressive: false };

async function recompressAll(keep) {
  let bytes = 0;
  let failed = 0;
  for (const [index, source] of sources.entries()) {
    let result;
    try {
      result = await sharp(source).jpeg(options).toBuffer();
    } catch {
      // The only thing that can go wrong here is a file that libvips cannot read.
      failed++;
      continue;
    }
    bytes += result.length;
    keep(index, result);
  }
  return { bytes, failed };
}

const answer = (values) => process.stdout.write(`${JSON.stringify(values)}\n`);

answer({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  const space = line.indexOf(' ');
  const argument = line.slice(space + 1);
  if (line.slice(0, space) === 'keep') {
    const totals = await recompressAll((index, result) => writeFileSync(join(argument, `${index}.jpg`), result));
    answer({ seconds: 0, processorSeconds: 0, ...totals });
  } else {
    const processor = process.cpuUsage();
    const start = process.hrtime.bigint();
    let totals;
    for (let pass = 0; pass < Number(argument); pass++) {
      totals = await recompressAll(() => {});
    }
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const { user, system } = process.cpuUsage(processor);
    answer({ seconds, processorSeconds: (user + system) / 1e6, ...totals });
  }
}
