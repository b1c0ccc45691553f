import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { render } from '../../views/html.ts';
import { frenchHtml, frenchText, voice } from '../../views/typography.ts';

test('French signs get the spaces of French print', () => {
  assert.is(
    frenchText('Vraiment ? Oui ; « bien » : voilà !'),
    'Vraiment\u202f? Oui\u202f; «\u202fbien\u202f»\u00a0: voilà\u202f!',
  );
  assert.is(frenchText('Quoi ?!'), 'Quoi\u202f?!');
});

test('what is not a sentence is left alone', () => {
  for (const text of ['https://a.example/?q=1', '13:30', 'a ?b', ':) ;)', 'Oui?']) assert.is(frenchText(text), text);
});

test('only text between tags changes; code stays as written', () => {
  assert.is(
    frenchHtml('<p>Oui ? <a href="https://a.example/x ?y">là ;</a> <code>a ? b : c</code> fin ?</p>'),
    '<p>Oui\u202f? <a href="https://a.example/x ?y">là\u202f;</a> <code>a ? b : c</code> fin\u202f?</p>',
  );
});

test('a text in another language keeps its spaces', () => {
  assert.is(render(voice('<p>Really ?</p>', 'en')), '<p>Really ?</p>');
  assert.is(render(voice('<p>Vrai ?</p>', 'fr-CA')), '<p>Vrai\u202f?</p>');
  assert.is(render(voice('<p>Vrai ?</p>', null)), '<p>Vrai ?</p>');
});

test.run();
