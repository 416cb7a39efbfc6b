import { bool, checked, createOnly, date, datetime, defaulted, int, lookup, picklist, combobox, readOnly, required, restricted, standard, text, textArea } from './builders.ts';

const RECURRENCE = ['RecursDaily', 'RecursEveryWeekday', 'RecursMonthly', 'RecursMonthlyNth', 'RecursWeekly', 'RecursYearly', 'RecursYearlyNth'];
const INSTANCES = ['First', 'Second', 'Third', 'Fourth', 'Last'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const recurrence = {
  IsRecurrence: createOnly(bool('Create Recurring Series')), RecurrenceEndDateOnly: date('Recurrence End'), RecurrenceTimeZoneSidKey: picklist([], undefined, 40), RecurrenceType: picklist(RECURRENCE, undefined, 40), RecurrenceInterval: int(),
  RecurrenceDayOfWeekMask: int(), RecurrenceDayOfMonth: int(), RecurrenceInstance: picklist(INSTANCES, undefined, 40), RecurrenceMonthOfYear: picklist(MONTHS, undefined, 40),
};
const reminder = { ReminderDateTime: datetime('Reminder Date/Time'), IsReminderSet: bool('Reminder Set') };

/** `@activity` stands for every object that takes tasks and events; `@what` leaves out those that are the who of one. */
export const activities = [
  standard('Task', 'Task', '00T', { owner: true, nameField: 'Subject', sharing: { internal: 'Private', external: 'Private' }, features: { sharing: false, search: true, reports: true, undelete: true } }, {
    WhoId: lookup(['Contact', 'Lead'], 'Tasks', { label: 'Name ID' }), WhatId: lookup('@what', 'Tasks', { label: 'Related To ID' }), WhoCount: readOnly(int('Relation Count')), WhatCount: readOnly(int('Related To Count')),
    Subject: combobox(['Call', 'Send Letter', 'Send Quote', 'Other']), ActivityDate: date('Due Date Only'), Status: defaulted(picklist(['*Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'])), Priority: defaulted(picklist(['High', '*Normal', 'Low'])), IsHighPriority: readOnly(bool('High Priority')),
    Description: textArea(32000), Type: picklist(['Call', 'Email', 'Meeting', 'Other']), AccountId: readOnly(lookup('Account', undefined, { label: 'Account ID' })), IsClosed: readOnly(bool('Closed')), IsArchived: readOnly(bool('Archived')),
    CallDurationInSeconds: int('Call Duration'), CallType: picklist(['Internal', 'Inbound', 'Outbound'], undefined, 40), CallDisposition: text(255, 'Call Result'), CallObject: text(255, 'Call Object Identifier'), CompletedDateTime: readOnly(datetime('Completed Date')),
    ...reminder, RecurrenceActivityId: readOnly(lookup('Task', 'RecurringTasks', { label: 'Recurrence Activity ID' })), RecurrenceStartDateOnly: date('Recurrence Start'), ...recurrence, RecurrenceRegeneratedType: picklist(['RecurrenceRegenerateAfterDueDate', 'RecurrenceRegenerateAfterToday'], undefined, 40),
    TaskSubtype: createOnly(restricted(picklist(['*Task', 'Email', 'ListEmail', 'Call', 'Cadence', 'LinkedIn'], undefined, 40))),
  }),
  standard('Event', 'Event', '00U', { owner: true, nameField: 'Subject', sharing: { internal: 'Private', external: 'Private' }, features: { sharing: false, search: true, reports: true, undelete: true } }, {
    WhoId: lookup(['Contact', 'Lead'], 'Events', { label: 'Name ID' }), WhatId: lookup('@what', 'Events', { label: 'Related To ID' }), WhoCount: readOnly(int('Relation Count')), WhatCount: readOnly(int('Related To Count')),
    Subject: combobox(['Call', 'Email', 'Meeting', 'Send Letter/Quote', 'Other']), Location: text(255), IsAllDayEvent: bool('All-Day Event'), ActivityDateTime: datetime('Due Date Time'), ActivityDate: date('Due Date Only'), DurationInMinutes: int('Duration'), StartDateTime: datetime(), EndDateTime: datetime(), EndDate: readOnly(date()),
    Description: textArea(32000), AccountId: readOnly(lookup('Account', undefined, { label: 'Account ID' })), Type: picklist(['Call', 'Email', 'Meeting', 'Other']), IsPrivate: bool('Private'), ShowAs: picklist(['*Busy', 'OutOfOffice', 'Free'], 'Show Time As', 40), IsChild: readOnly(bool()), IsGroupEvent: readOnly(bool()), GroupEventType: readOnly(picklist(['0', '1', '2', '3'], undefined, 40)),
    IsArchived: readOnly(bool('Archived')), RecurrenceActivityId: readOnly(lookup('Event', 'RecurringEvents', { label: 'Recurrence Activity ID' })), RecurrenceStartDateTime: datetime('Recurrence Start'), ...recurrence, ...reminder, EventSubtype: createOnly(restricted(picklist(['*Event'], undefined, 40))),
  }),
  ...(['Task', 'Event'] as const).map((kind) =>
    standard(`${kind}Relation`, `${kind} Relation`, kind === 'Task' ? '0RT' : '0RE', {}, {
      RelationId: required(createOnly(lookup(['Contact', 'Lead', ...(kind === 'Event' ? ['User'] : [])], `${kind}Relations`, { label: 'Relation ID' }))), [`${kind}Id`]: required(createOnly(lookup(kind, `${kind}Relations`, { label: `${kind} ID`, onDelete: 'Cascade' }))),
      ...(kind === 'Event' ? { Status: picklist(['New', 'Accepted', 'Declined', 'Uninvited', 'Maybe'], undefined, 40), RespondedDate: datetime(), Response: text(255) } : { IsWhat: createOnly(bool('Is What')) }), AccountId: readOnly(lookup('Account', undefined, { label: 'Account ID' })),
    })),
  standard('TaskStatus', 'Task Status Value', '01T', { createable: false, updateable: false, deletable: false, without: ['IsDeleted'], nameField: 'MasterLabel', plural: 'Task Status Values' }, { MasterLabel: text(255), ApiName: text(255), SortOrder: int(), IsDefault: bool(), IsClosed: bool('Closed') }),
  standard('TaskPriority', 'Task Priority Value', '01U', { createable: false, updateable: false, deletable: false, without: ['IsDeleted'], nameField: 'MasterLabel', plural: 'Task Priority Values' }, { MasterLabel: text(255), ApiName: text(255), SortOrder: int(), IsDefault: bool(), IsHighPriority: bool('High Priority') }),
  standard('Note', 'Note', '002', { owner: ['User'], nameField: 'Title', features: { search: true, undelete: true } }, {
    ParentId: required(createOnly(lookup('@activity', 'Notes', { label: 'Parent ID', onDelete: 'Cascade' }))), Title: required(text(80)), IsPrivate: bool('Private'), Body: textArea(32000),
  }),
  standard('FeedItem', 'Feed Item', '0D5', { nameField: 'Title', features: { search: true }, without: ['LastModifiedById'] }, {
    ParentId: required(createOnly(lookup('@any', undefined, { label: 'Parent ID', onDelete: 'Cascade' }))), Type: restricted(picklist(['TrackedChange', 'UserStatus', '*TextPost', 'AdvancedTextPost', 'LinkPost', 'ContentPost', 'PollPost', 'RypplePost', 'ProfileSkillPost', 'CaseCommentPost', 'CallLogPost', 'EmailMessageEvent', 'QuestionPost', 'CreateRecordEvent', 'ChangeStatusPost'], undefined, 40)),
    Revision: int(), LastEditById: lookup('User', undefined, { label: 'Last Edit By ID' }), LastEditDate: datetime(), CommentCount: readOnly(defaulted(int(), '0')), LikeCount: readOnly(defaulted(int(), '0')), Title: text(255), Body: textArea(10000), LinkUrl: text(1000), IsRichText: bool(), RelatedRecordId: createOnly(lookup(['ContentVersion'], undefined, { label: 'Related Record ID' })),
    InsertedById: readOnly(lookup('User', undefined, { label: 'InsertedBy ID' })), BestCommentId: readOnly(lookup('FeedComment', undefined, { label: 'Best Comment ID' })), HasContent: readOnly(bool()), HasLink: readOnly(bool()), HasFeedEntity: readOnly(bool()), HasVerifiedComment: readOnly(bool()), IsClosed: bool(),
    Status: picklist(['*Published', 'PendingReview'], undefined, 40), NetworkScope: createOnly(lookup('Network', undefined, { label: 'Network ID' })), Visibility: picklist(['*AllUsers', 'InternalUsers'], undefined, 40),
  }),
  standard('FeedComment', 'Feed Comment', '0D7', { without: ['LastModifiedById', 'LastModifiedDate'] }, {
    FeedItemId: required(createOnly(lookup('FeedItem', 'FeedComments', { label: 'Feed Item ID', onDelete: 'Cascade' }))), ParentId: readOnly(lookup('@any', undefined, { label: 'Parent ID' })), Revision: int(), LastEditById: lookup('User', undefined, { label: 'Last Edit By ID' }), LastEditDate: datetime(), CommentBody: required(textArea(10000, 'Body')), InsertedById: readOnly(lookup('User', undefined, { label: 'InsertedBy ID' })),
    CommentType: restricted(picklist(['*TextComment', 'ContentComment'], undefined, 40)), RelatedRecordId: createOnly(lookup(['ContentVersion'], undefined, { label: 'Related Record ID' })), IsRichText: bool(), Status: picklist(['*Published', 'PendingReview'], undefined, 40),
  }),
  standard('Topic', 'Topic', '0TO', { without: ['IsDeleted', 'LastModifiedById', 'LastModifiedDate'], viewed: false, features: { search: true } }, {
    Name: required(text(99)), Description: textArea(32000), TalkingAbout: readOnly(defaulted(int(), '0')), ManagedTopicType: readOnly(text(80)), NetworkId: createOnly(lookup('Network', undefined, { label: 'Network ID' })),
  }),
  standard('TopicAssignment', 'Topic Assignment', '0BT', { without: ['LastModifiedById', 'LastModifiedDate'] }, {
    TopicId: required(createOnly(lookup('Topic', 'TopicAssignments', { label: 'Topic ID', onDelete: 'Cascade' }))), EntityId: required(createOnly(lookup('@any', 'TopicAssignments', { label: 'Record ID', onDelete: 'Cascade' }))), NetworkId: createOnly(lookup('Network', undefined, { label: 'Network ID' })), EntityKeyPrefix: readOnly(text(3, 'Record Key Prefix')), EntityType: readOnly(text(40, 'Object Type')),
  }),
  standard('EmailTemplate', 'Email Template', '00X', { owner: ['User'], without: ['IsDeleted'] }, {
    Name: required(text(80, 'Email Template Name')), DeveloperName: required(text(80, 'Template Unique Name')), NamespacePrefix: readOnly(text(15)), FolderId: required(lookup(['Folder', 'Organization', 'User'], undefined, { label: 'Folder ID' })), FolderName: readOnly(text(256)), BrandTemplateId: lookup('BrandTemplate', undefined, { label: 'Letterhead ID' }), EnhancedLetterheadId: text(18),
    TemplateStyle: required(picklist(['none', 'freeForm', 'formalLetter', 'promotionRight', 'promotionLeft', 'newsletter', 'products'], 'Style', 40)), IsActive: bool('Available For Use'), TemplateType: required(picklist(['*text', 'html', 'custom', 'visualforce'], undefined, 40)), Encoding: picklist(['*UTF-8', 'ISO-8859-1'], undefined, 40), Description: textArea(4000), Subject: text(230), HtmlValue: textArea(384000, 'HTML Value'), Body: textArea(384000, 'Email Body'),
    TimesUsed: readOnly(int()), LastUsedDate: readOnly(datetime()), ApiVersion: double17(), Markup: textArea(1048576), UiType: restricted(picklist(['Aloha', 'SFX', 'SFX_Sample'], 'UI Type', 40)), RelatedEntityType: text(255),
  }),
  standard('BrandTemplate', 'Letterhead', '016', { without: ['IsDeleted'] }, { Name: required(text(80)), DeveloperName: required(text(80)), IsActive: checked(), Description: textArea(4000), Value: textArea(32000), NamespacePrefix: readOnly(text(15)) }),
];

function double17(): ReturnType<typeof int> {
  return (name) => [{ ...int('API Version')(name)[0]!, type: 'double', precision: 18, scale: 1 }];
}
