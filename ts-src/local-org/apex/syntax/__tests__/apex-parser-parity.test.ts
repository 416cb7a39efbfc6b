import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import { ApexSyntaxError, parseAnonymous, parseApex } from '../index.ts';
import { accepted, classes, rejected } from './parity-corpus.ts';

class Listener extends ApexErrorListener {
  count = 0;
  override apexSyntaxError(): void {
    this.count++;
  }
}

/** What the ANTLR grammar of apex-dev-tools says of a text. */
function otherAccepts(text: string, rule: 'compilationUnit' | 'triggerUnit' | 'anonymousUnit'): boolean {
  const listener = new Listener();
  const { parser } = ApexParserFactory.createLexerAndParser(text, listener);
  parser[rule]();
  return listener.count === 0;
}

function accepts(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (error) {
    if (error instanceof ApexSyntaxError) return false;
    throw error;
  }
}

test.each(accepted)('both take the statement %j', (text) => {
  expect([accepts(() => parseAnonymous(text)), otherAccepts(text, 'anonymousUnit')]).toEqual([true, true]);
});

test.each(rejected)('both refuse the statement %j', (text) => {
  expect([accepts(() => parseAnonymous(text)), otherAccepts(text, 'anonymousUnit')]).toEqual([false, false]);
});

test.each(classes)('both say the same of the file %j', (text, good) => {
  const rule = text.startsWith('trigger') ? 'triggerUnit' : 'compilationUnit';
  expect([accepts(() => parseApex(text, 'X.cls')), otherAccepts(text, rule)]).toEqual([good, good]);
});
