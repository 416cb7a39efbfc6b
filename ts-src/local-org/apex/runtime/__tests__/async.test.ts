import { Harness } from './apex-harness.ts';

const apex = new Harness({
  apex: {
    'Work.cls': `public class Work implements Queueable, Schedulable, Database.Batchable<SObject>, Database.Stateful {
  public static List<String> log = new List<String>();
  Integer seen = 0; Boolean fails = false;
  public Work() {}
  public Work(Boolean fails) { this.fails = fails; }
  public void execute(QueueableContext ctx) {
    log.add('queueable ' + System.isQueueable() + ' ' + (ctx.getJobId() != null) + ' ' + Request.getCurrent().getQuiddity());
    if (fails) { System.attachFinalizer(new After()); insert new Account(Name = 'gone'); Integer i = 1 / 0; }
  }
  public void execute(SchedulableContext ctx) { log.add('scheduled ' + System.isScheduled()); }
  public Database.QueryLocator start(Database.BatchableContext ctx) { return Database.getQueryLocator('SELECT Id FROM Account'); }
  public void execute(Database.BatchableContext ctx, List<SObject> scope) { seen += scope.size(); log.add('chunk ' + scope.size() + ' ' + System.isBatch()); }
  public void finish(Database.BatchableContext ctx) { log.add('finish ' + seen); }
  @future public static void later(String word) { log.add('future ' + word + ' ' + System.isFuture()); }
  public class After implements Finalizer {
    public void execute(FinalizerContext ctx) { log.add(ctx.getResult() + ' ' + ctx.getException().getMessage() + ' ' + [SELECT COUNT() FROM Account]); }
  }
}`,
    'Tally.cls': `public class Tally implements Database.Batchable<Integer> {
  public static List<String> log = new List<String>();
  Integer seen = 0;
  public Iterable<Integer> start(Database.BatchableContext ctx) { return new List<Integer>{ 1, 2, 3 }; }
  public void execute(Database.BatchableContext ctx, List<Integer> scope) { seen += scope[0]; log.add(seen + ''); }
  public void finish(Database.BatchableContext ctx) { log.add('end ' + seen); }
}`,
    'Nested.cls': `public class Nested implements Database.Batchable<Integer> {
  public Iterable<Integer> start(Database.BatchableContext ctx) { return new List<Integer>{ 1 }; }
  public void execute(Database.BatchableContext ctx, List<Integer> scope) { Database.executeBatch(new Nested()); }
  public void finish(Database.BatchableContext ctx) {}
}`,
    'Answer.cls': `public class Answer implements HttpCalloutMock, StubProvider {
  public HttpResponse respond(HttpRequest request) {
    HttpResponse r = new HttpResponse(); r.setStatusCode(201); r.setStatus('Created'); r.setHeader('X-Path', request.getEndpoint()); r.setBody(request.getMethod() + ' ' + request.getBody()); return r;
  }
  public Object handleMethodCall(Object stub, String name, Type returns, List<Type> types, List<String> names, List<Object> args) { return name + ' ' + returns + ' ' + types + ' ' + names + ' ' + args; }
}`,
    'Service.cls': 'public virtual class Service { public virtual String greet(String who, Integer times) { return who; } }',
  },
});
afterAll(() => apex.close());

test('jobs run at stopTest, in the order they were given, each kind knowing itself', () => {
  expect(apex.run(`
    Test.startTest(); System.enqueueJob(new Work()); Work.later('x'); System.schedule('nightly', '0 0 3 * * ?', new Work()); System.debug(Work.log); Test.stopTest();
    for (String line : Work.log) System.debug(line);`)).toEqual(['()', 'queueable true true QUEUEABLE', 'future x true', 'scheduled true']);
});

const FIVE_ACCOUNTS = 'List<Account> rows = new List<Account>(); for (Integer i = 0; i < 5; i++) rows.add(new Account(Name = \'A\' + i)); insert rows;';

test('a batch runs at stopTest; a stateful one keeps its fields until it finishes', () => {
  expect(apex.run(`${FIVE_ACCOUNTS} Test.startTest(); Database.executeBatch(new Work(), 5); Test.stopTest(); System.debug(Work.log);`)).toEqual(['(chunk 5 true, finish 5)']);
});

test('a test may run one chunk of a batch, not more', () => {
  expect(apex.failure(`${FIVE_ACCOUNTS} Test.startTest(); Database.executeBatch(new Work(), 2); Test.stopTest();`)).toContain('System.UnexpectedException: No more than one executeBatch can be called from within a test method.');
});

test('a batch without state starts every transaction with the fields it was enqueued with', () => {
  expect(apex.run('Test.startTest(); Database.executeBatch(new Tally(), 3); Test.stopTest(); System.debug(Tally.log);')).toEqual(['(1, end 0)']);
});

test('a batch does not start another one before it finishes, and takes 1 to 2000 rows at once', () => {
  expect(apex.failure('Test.startTest(); Database.executeBatch(new Nested()); Test.stopTest();')).toContain('System.AsyncException: Database.executeBatch cannot be called from a batch start, batch execute, or future method.');
  expect(apex.failure('Database.executeBatch(new Work(), 0);')).toContain('System.InvalidParameterValueException');
});

test('a finalizer sees why its job failed, after the rows of the job are gone; the test is told too', () => {
  expect(apex.run(`
    Test.startTest(); System.enqueueJob(new Work(true));
    try { Test.stopTest(); } catch (MathException e) { System.debug('stopTest: ' + e.getMessage()); }
    System.debug(Work.log[1]);`)).toEqual(['stopTest: Divide by 0', 'UNHANDLED_EXCEPTION Divide by 0 0']);
});

test('a job with the signature of a waiting one is refused', () => {
  expect(apex.failure(`
    AsyncOptions options = new AsyncOptions(); options.DuplicateSignature = new QueueableDuplicateSignature.Builder().addString('a').addInteger(1).build();
    System.enqueueJob(new Work(), options); System.enqueueJob(new Work(), options);`)).toContain('DuplicateMessageException');
});

test('a wrong cron expression is refused', () => {
  expect(apex.failure("System.schedule('x', '0 61 * * * ?', new Work());")).toBe('System.StringException: Minute and Second values must be between 0 and 59: 0 61 * * * ?');
  expect(apex.failure("System.schedule('x', '0 0 0 1 1 ? 2020', new Work());")).toBe("System.AsyncException: Based on configured schedule, the given trigger 'SCHEDULED_APEX_JOB_TYPE.000000000000000' will never fire.");
});

test('callouts go to the mock, and without one are refused', () => {
  expect(apex.run(`
    Test.setMock(HttpCalloutMock.class, new Answer());
    HttpRequest request = new HttpRequest(); request.setEndpoint('https://x.example/a'); request.setMethod('POST'); request.setBody('hi');
    HttpResponse response = new Http().send(request);
    System.debug(response.getStatusCode() + ' ' + response.getStatus() + ' ' + response.getHeader('x-path') + ' ' + response.getBody() + ' ' + Limits.getCallouts());`)).toEqual(['201 Created https://x.example/a POST hi 1']);
  expect(apex.failure("HttpRequest r = new HttpRequest(); r.setEndpoint('https://x.example'); new Http().send(r);")).toBe('System.CalloutException: Methods defined as TestMethod do not support Web service callouts');
});

test('a stub answers every method through its provider and passes for the class', () => {
  expect(apex.run(`
    Service stub = (Service) Test.createStub(Service.class, new Answer());
    System.debug(stub.greet('Ada', 2)); System.debug(stub instanceof Service);`)).toEqual(['greet String (String, Integer) (who, times) (Ada, 2)', 'true']);
});

test('mail is counted and checked', () => {
  expect(apex.run(`
    Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage(); mail.setToAddresses(new List<String>{ 'a@example.com' }); mail.setSubject('Hi'); mail.setPlainTextBody('x');
    System.debug(Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ mail })[0].isSuccess() + ' ' + Limits.getEmailInvocations());`)).toEqual(['true 1']);
  expect(apex.failure('Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ new Messaging.SingleEmailMessage() });')).toContain('System.EmailException: SendEmail failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING');
});

test('rows of locators and fetches of cursors are counted by themselves', () => {
  expect(apex.run(`${FIVE_ACCOUNTS} Integer queries = Limits.getQueries(); Database.getQueryLocator('SELECT Id FROM Account'); Database.getCursor('SELECT Id FROM Account').fetch(0, 2);
    System.debug(Limits.getQueryLocatorRows() + '/' + Limits.getLimitQueryLocatorRows() + ' ' + Limits.getFetchCallsOnApexCursor() + '/' + Limits.getLimitFetchCallsOnApexCursor() + ' ' + (Limits.getQueries() - queries) + ' ' + Limits.getAsyncCalls());`)).toEqual(['5/10000 1/10 2 0']);
  expect(apex.run(`${FIVE_ACCOUNTS} Integer before = Limits.getQueryRows(); Integer queries = Limits.getQueries(); Integer most = 3;
    Database.QueryLocator found = Database.getQueryLocator(([SELECT Id FROM Account LIMIT :most]));
    System.debug((Limits.getQueryRows() - before) + ' ' + Limits.getQueryLocatorRows() + ' ' + (Limits.getQueries() - queries) + ' ' + found.iterator().hasNext());`)).toEqual(['0 3 1 true']);
  expect(apex.failure('for (Integer i = 0; i < 11; i++) Database.getCursor(\'SELECT Id FROM Account\').fetch(0, 1);')).toContain('System.LimitException: Too many fetch calls on Apex cursor: 11');
});
