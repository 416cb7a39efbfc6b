import fc from 'fast-check';
import { XmlElement } from '../../metadata/index.ts';
import { ScreenFlows } from '../index.ts';
import { FlowOrg, flowFile } from './support/flow-org.ts';
import { assignment, autolaunched, condition, create, decision, fieldInput, filter, formula, input, loop, lookup, number, of, output, recordTriggered, ref, text, to, variable } from './support/xml.ts';

const SAMPLES = [
  `${autolaunched('Get')}${variable('n', 'Number', input)}${variable('a', 'SObject', of('Account') + output)}${formula('F', 'Number', '{!n} + 1')}${lookup('Get', 'Account', filter('Name', 'EqualTo', ref('n')), 'Each')}${loop('Each', 'Get', 'Set', 'Which')}${assignment('Set', [['a.Name', 'Assign', text('{!F}')]], 'Each')}${decision('Which', [['R', condition('n', 'GreaterThan', number(1)), 'Make', '1']])}${create('Make', 'Account', fieldInput('Name', ref('F')))}`,
  `${recordTriggered('Account', 'RecordAfterSave', 'Create', 'Call', filter('Name', 'EqualTo', text('x')))}<subflows><name>Call</name><label>Call</label><flowName>S0</flowName></subflows><actionCalls><name>Act</name><label>Act</label><actionName>x</actionName><actionType>emailSimple</actionType></actionCalls>`,
  `<processType>Flow</processType><start>${to('One')}</start><screens><name>One</name><label>One</label><fields><name>A</name><dataType>Number</dataType><fieldText>A</fieldText><fieldType>InputField</fieldType><validationRule><errorMessage>m</errorMessage><formulaExpression>{!A} &gt; 1</formulaExpression></validationRule></fields></screens>`,
].map((body, n) => flowFile(`S${n}`, body));

/** The same tree with elements left out, doubled, renamed, or with other text, as the seeds say. */
function broken(element: XmlElement, seeds: Iterator<number>): XmlElement[] {
  const seed = (seeds.next().value as number | undefined) ?? 0;
  const children = element.children.flatMap((child) => broken(child, seeds));
  const made = (name: string, value: string): XmlElement => new XmlElement(name, element.line, children, value, element.attributes);
  switch (seed) {
    case 1: return [];
    case 2: return [made(element.name, element.value), made(element.name, element.value)];
    case 3: return [made(`${element.name}X`, element.value)];
    case 4: return [made(element.name, children.length > 0 ? '' : '{!a.b.c} ((')];
    case 5: return [made(element.name, '')];
    default: return [made(element.name, element.value)];
  }
}

test('a file that is broken anywhere is read and checked without a crash', () => {
  const seeds = fc.array(fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 5 }) }), { minLength: 120, maxLength: 120 });
  fc.assert(fc.property(seeds, fc.integer({ min: 0, max: SAMPLES.length - 1 }), (numbers, which) => {
    const sample = SAMPLES[which]!;
    const [xml] = broken(sample.xml, numbers[Symbol.iterator]());
    const org = FlowOrg.of([{ ...sample, xml: xml ?? sample.xml }, ...SAMPLES.filter((each) => each !== sample)]);
    try {
      for (const { problem } of org.flows.check()) expect(problem).toMatch(/^.* \(.+\) - /s);
      try {
        org.start('S0');
        org.insert('Account', { Name: 'x' });
      } catch (error) {
        expect(['FlowFault', 'OrgError', 'NotImplementedError', 'DmlFailure', 'LimitFailure']).toContain((error as Error).name);
      }
    } finally {
      org.close();
    }
  }), { numRuns: 150 });
});

test('answers of any shape are taken or refused, never a crash', () => {
  const field = (name: string, type: string): string => `<fields><name>${name}</name><dataType>${type}</dataType><fieldText>${name}</fieldText><fieldType>InputField</fieldType></fields>`;
  const types = ['String', 'Number', 'Boolean', 'Date', 'DateTime'];
  const component = '<fields><name>C</name><extensionName>c:x</extensionName><fieldType>ComponentInstance</fieldType><storeOutputAutomatically>true</storeOutputAutomatically></fields>';
  const org = new FlowOrg({ Ask: `<processType>Flow</processType><start>${to('One')}</start><screens><name>One</name><label>One</label>${types.map((type) => field(type, type)).join('')}${component}</screens>` });
  const screens = new ScreenFlows(org.flows);
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...types, 'C', 'other'), fc.jsonValue()), (answers) => {
    const view = org.run(() => screens.begin('Ask'));
    const after = org.run(() => screens.next(view.interviewId, answers));
    expect(['STARTED', 'FINISHED']).toContain(after.status);
    if (after.status === 'STARTED') expect(after.errors.length).toBeGreaterThan(0);
  }), { numRuns: 200 });
  org.close();
});
