import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseConfig } from '../../src/config.ts';
import { closeInstance, createInstance } from '../../src/instance.ts';
import { checkDatabase, lastCheck } from '../../src/platform/database-check.ts';
import { beat } from '../../src/platform/heartbeat.ts';
import { startInstance } from '../../src/start.ts';
import { withFolder } from '../support/folder.ts';
import { seedOrganisation } from './organisation.ts';

const files = ['maillon.sqlite', 'maillon.sqlite-wal', 'heartbeat.json', 'secret.key'];

test('F06 a byte of the log is flipped: the start says what was lost and waits for the operator', () =>
  withFolder(async (folder) => {
    const settings = { ORIGIN: 'http://localhost:3999', PORT: '0', LOG_LEVEL: 'silent' };
    const [whole, crashed] = [join(folder, 'whole'), join(folder, 'crashed')];
    const instance = await createInstance(parseConfig({ ...settings, DATA_DIR: whole }));
    await seedOrganisation(instance);
    for (let n = 0; n < 20; n++) await beat(instance);
    // As a power cut would leave it, with one byte that the disk gives back wrong.
    mkdirSync(crashed);
    for (const file of files) copyFileSync(join(whole, file), join(crashed, file));
    await closeInstance(instance);
    const log = join(crashed, files[1]!);
    const place = Math.floor(statSync(log).size / 2);
    const disk = openSync(log, 'r+');
    writeSync(disk, Buffer.from([readFileSync(log)[place]! ^ 0xff]), 0, 1, place);

    const config = parseConfig({ ...settings, DATA_DIR: crashed });
    const fault = await startInstance(config).then(
      () => null,
      (error: Error) => error,
    );
    assert.match(fault?.message ?? '', /has lost commits/);
    rmSync(join(crashed, 'heartbeat.json'));
    const running = await startInstance(config);
    await running.stop();
  }));

test('F07 a damaged page of the database is found and told', () =>
  withFolder(async (folder) => {
    const config = parseConfig({ ORIGIN: 'http://localhost:3999', PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: folder });
    const instance = await createInstance(config);
    await seedOrganisation(instance);
    await closeInstance(instance);
    assert.equal(await checkDatabase(config, 1), { at: 1, verdict: 'ok' });
    const file = join(folder, files[0]!);
    const disk = openSync(file, 'r+');
    const pages = Math.floor(statSync(file).size / 4096);
    for (let page = 3; page < pages; page += 2) writeSync(disk, Buffer.alloc(64, 0xa5), 0, 64, page * 4096);
    closeSync(disk);
    const check = (await checkDatabase(config, 2))!;
    assert.is.not(check.verdict, 'ok');
    assert.ok(check.verdict.length > 5);
    assert.equal(await lastCheck(config), check);
  }));

test('a clean stop and a restart find the heartbeat in step', () =>
  withFolder(async (folder) => {
    const config = parseConfig({
      ORIGIN: 'http://localhost:3999',
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATA_DIR: folder,
    });
    for (let starts = 0; starts < 3; starts++) await (await startInstance(config)).stop();
    assert.is(JSON.parse(readFileSync(join(folder, 'heartbeat.json'), 'utf8')).seq, 3);
  }));

test.run();
