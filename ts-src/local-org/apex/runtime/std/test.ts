import { current } from '../../../execution/context.ts';
import type { TestControl } from '../../../execution/context.ts';
import { SObjectRecord, makeId } from '../../../values/index.ts';
import type { ApexDatetime } from '../../../values/index.ts';
import { asApexErrors } from '../database/query.ts';
import { setSearchResults } from '../database/search-results.ts';
import { ApexList } from '../collections/list.ts';
import type { SObjectTypeToken } from '../describe/tokens.ts';
import { InvalidParameterValueException, TypeException, raise } from '../exceptions.ts';
import { missing, statics } from '../missing.ts';
import { createStub } from '../stubs.ts';
import type { ApexType } from '../types.ts';
import { parseCsv } from './csv.ts';
import { failPublishing } from './event-bus.ts';
import { resourceBody, setHttpMock } from './http.ts';
import type { PageReference} from './pages.ts';
import { clearPageMessages, setCurrentPage } from './pages.ts';
import { required } from './numbers.ts';
import { readCell } from './csv-values.ts';
import { runDml } from '../database/dml.ts';

/** Id of the standard price book as tests see it. */
const STANDARD_PRICEBOOK = makeId('01s', 1);

function control(what: string): TestControl {
  return current().test ?? notInTest(what);
}

function notInTest(what: string): never {
  throw raise(TypeException, `${what} is only available in tests`);
}

/** System.Test */
export const test = statics('Test', {
  isrunningtest: (): boolean => current().isTest,
  starttest: (): void => asApexErrors(() => control('Test.startTest').startTest()),
  stoptest: (): void => asApexErrors(() => control('Test.stopTest').stopTest()),
  geteventbus: () => statics('EventBus.TestBroker', {
    deliver: (): void => control('Test.getEventBus').deliverEvents(),
    fail(): void {
      failPublishing();
      control('Test.getEventBus').failEvents();
    },
  }),
  setmock(type: ApexType, mock: object): void {
    if (type.base !== 'httpcalloutmock') missing(`Test.setMock for ${type.name}`);
    setHttpMock(required(mock));
  },
  createstub: (type: ApexType, provider: object): object => createStub(required(type), required(provider)),
  getstandardpricebookid: (): string => STANDARD_PRICEBOOK,
  setfixedsearchresults: (ids: ApexList): void => setSearchResults(required(ids).items as string[]),
  /** Rows of a CSV static resource: a header of API names, then values; they are inserted. */
  loaddata(type: SObjectTypeToken, resource: string): ApexList {
    const [header, ...lines] = parseCsv(resourceBody(required(resource)).toText());
    if (header === undefined) throw raise(InvalidParameterValueException, `Static resource ${resource} is empty`);
    const definition = type.$definition;
    const records = lines.map((cells) => {
      const record = new SObjectRecord(definition);
      header.forEach((name, i) => {
        const field = definition.field(name.trim());
        if (field === undefined) throw raise(InvalidParameterValueException, `Invalid field ${name} for ${definition.name}`);
        const cell = cells[i] ?? '';
        if (cell !== '' && field.name !== 'Id') record.fields[field.name] = readCell(field, cell);
      });
      return record;
    });
    runDml({ operation: 'insert', records, mode: 'system', sharing: 'inherit', allOrNone: true });
    return ApexList.of(`List<${definition.name}>`, records);
  },
  setcurrentpage: (page: PageReference): void => setCurrentPage(page),
  setcurrentpagereference: (page: PageReference): void => setCurrentPage(page),
  clearapexpagemessages: clearPageMessages,
  setcreateddate: (id: string, created: ApexDatetime): void => asApexErrors(() => control('Test.setCreatedDate').setCreatedDate(required(id), required(created))),
  /** Rights of permission set groups are always up to date here. */
  calculatepermissionsetgroup: (groups: unknown): void => void required(groups),
});

