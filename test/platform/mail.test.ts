import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createMail, isPlainAddress, MailFault } from '../../src/platform/mail.ts';
import { type Captured, startSmtpSink } from '../support/smtp-sink.ts';

const mailFrom = 'maillon@valombre.example';

async function withSink(
  refuse: string[],
  work: (mail: ReturnType<typeof createMail>, letters: Captured[]) => Promise<void>,
) {
  const sink = await startSmtpSink(refuse);
  const mail = createMail({ smtpUrl: sink.url, mailFrom });
  try {
    await work(mail, sink.letters);
  } finally {
    mail.close();
    await sink.close();
  }
}

const fault = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof MailFault ? error : null),
  );

test('a letter arrives with its text, from us, to one person', () =>
  withSink([], async (mail, letters) => {
    await mail.send({
      to: 'ines@valombre.example',
      subject: 'Bienvenue à bord',
      text: 'Bonjour',
      html: '<p>Bonjour</p>',
    });
    assert.equal([letters[0]!.from, letters[0]!.to], [mailFrom, ['ines@valombre.example']]);
    assert.match(letters[0]!.source, /^From: maillon@valombre\.example\r$/m);
    assert.match(letters[0]!.source, /^To: ines@valombre\.example\r$/m);
    assert.match(letters[0]!.source, /^Auto-Submitted: auto-generated\r$/m);
    assert.match(letters[0]!.source, 'multipart/alternative');
  }));

const hostile = [
  'ines@valombre.example\r\nRCPT TO:<evil@evil.example>',
  'ines@valombre.example\nBcc: evil@evil.example',
  'ines@valombre.example, evil@evil.example',
  'ines@valombre.example; evil@evil.example',
  'ines@valombre.example evil@evil.example',
  '"ines@valombre.example" <evil@evil.example>',
  '"evil@evil.example"@valombre.example',
  '"a\\"b@evil.example"@valombre.example',
  'group: evil@evil.example;',
  'ines@valombre.example(evil@evil.example)',
  '(evil@evil.example)ines@valombre.example',
  '<evil@evil.example>',
  'ines@valombre.example>',
  '@evil.example:ines@valombre.example',
  'ines@[127.0.0.1]',
  'ines@valombre.example\0',
  'ines@valombre..example',
  '.ines@valombre.example',
  'ines@-valombre.example',
  'inès@valombre.example',
  'ines@val\u200bombre.example',
  'ines',
  '',
  `${'a'.repeat(65)}@valombre.example`,
  `ines@${'a.'.repeat(130)}example`,
];

test('S115 an address that is not one plain mailbox never reaches the mail server', () =>
  withSink([], async (mail, letters) => {
    for (const to of hostile) {
      assert.is(isPlainAddress(to), false, to);
      assert.is((await fault(mail.send({ to, subject: 'x', text: 'x' })))?.permanent, true, to);
    }
    assert.equal(letters, []);
  }));

test('S115 a subject with line ends, signs and commas leaves one recipient and no header of its own', () =>
  withSink([], async (mail, letters) => {
    const subject = 'Ateliers\r\nBcc: evil@evil.example\r\n\r\n<b> ;(x), "a" <evil@evil.example>';
    await mail.send({
      to: "o'neil+tag@valombre.example",
      subject,
      text: '.\r\nRCPT TO:<evil@evil.example>\r\n.\r\nQUIT',
    });
    assert.is(letters.length, 1);
    assert.equal(letters[0]!.to, ["o'neil+tag@valombre.example"]);
    assert.not.match(letters[0]!.source.split('\r\n\r\n')[0]!, /^bcc:/im);
  }));

test('a mailbox that does not exist is a permanent fault, a server that does not answer is not', async () => {
  await withSink(['gone@valombre.example'], async (mail) => {
    assert.is((await fault(mail.send({ to: 'gone@valombre.example', subject: 'x', text: 'x' })))?.permanent, true);
    await mail.send({ to: 'ines@valombre.example', subject: 'x', text: 'x' });
  });
  const away = createMail({ smtpUrl: 'smtp://127.0.0.1:1', mailFrom });
  const { permanent, message } = (await fault(away.send({ to: 'ines@valombre.example', subject: 'x', text: 'x' })))!;
  assert.is(permanent, false);
  assert.not.match(message, 'ines');
  away.close();
});

test('without SMTP_URL nothing is sent, and the caller is told', async () => {
  const mail = createMail({ smtpUrl: null, mailFrom });
  assert.is(mail.configured, false);
  assert.is((await fault(mail.send({ to: 'ines@valombre.example', subject: 'x', text: 'x' })))?.permanent, true);
});

test.run();
