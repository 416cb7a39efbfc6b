import { current } from '../../../execution/context.ts';
import type { Email } from '../../../execution/context.ts';
import { bagClass } from '../bag.ts';
import type { Bag } from '../bag.ts';
import { ApexList } from '../collections/list.ts';
import { EmailException, raise } from '../exceptions.ts';
import { standardClass, statics } from '../missing.ts';
import { textOf } from '../text.ts';
import { required } from './numbers.ts';
import { statusCode } from './enums.ts';

const EMAIL = {
  BccSender: false, EmailPriority: 'Normal', ReplyTo: null, SaveAsActivity: true, SenderDisplayName: null, Subject: null, UseSignature: true,
};

export const SingleEmailMessage = bagClass('Messaging.SingleEmailMessage', {
  ...EMAIL, BccAddresses: null, CcAddresses: null, Charset: null, EntityAttachments: null, FileAttachments: null, HtmlBody: null, InReplyTo: null, OptOutPolicy: null,
  OrgWideEmailAddressId: null, PlainTextBody: null, References: null, TargetObjectId: null, TemplateId: null, TemplateName: null, ToAddresses: null,
  TreatBodiesAsTemplate: false, TreatTargetObjectAsRecipient: true, UserMail: false, WhatId: null, DocumentAttachments: null,
});

export const EmailFileAttachment = bagClass('Messaging.EmailFileAttachment', { Body: null, ContentType: null, FileName: null, Id: null, Inline: false });

class SendEmailResult {
  readonly #errors: readonly SendEmailError[];

  constructor(errors: readonly SendEmailError[]) {
    this.#errors = errors;
  }

  issuccess(): boolean {
    return this.#errors.length === 0;
  }

  geterrors(): ApexList {
    return ApexList.of('List<Messaging.SendEmailError>', [...this.#errors]);
  }
}
standardClass('Messaging.SendEmailResult', SendEmailResult);

class SendEmailError {
  readonly #code: string;
  readonly #message: string;

  constructor(code: string, message: string) {
    this.#code = code;
    this.#message = message;
  }

  getmessage(): string {
    return this.#message;
  }

  getstatuscode(): unknown {
    return statusCode(this.#code);
  }

  getfields(): ApexList {
    return ApexList.of('List<String>', []);
  }

  gettargetobjectid(): string | null {
    return null;
  }
}
standardClass('Messaging.SendEmailError', SendEmailError);

function problem(message: Bag): SendEmailError | null {
  const addresses = ['toaddresses', 'ccaddresses', 'bccaddresses'].flatMap((name) => (message[name] instanceof ApexList ? (message[name].items as string[]) : []));
  if (addresses.length === 0 && message.targetobjectid === null) return new SendEmailError('REQUIRED_FIELD_MISSING', 'Add a recipient to send an email.');
  const wrong = addresses.find((address) => !/^[^@\s]+@[^@\s]+$/.test(address) && !/^[0-9A-Za-z]{15,18}$/.test(address));
  if (wrong !== undefined) return new SendEmailError('INVALID_EMAIL_ADDRESS', `Invalid to address : ${wrong}`);
  if (message.plaintextbody === null && message.htmlbody === null && message.templateid === null) return new SendEmailError('REQUIRED_FIELD_MISSING', 'Missing body, need at least one of html or plainText');
  return null;
}

/** A person or user that is written to stands by the Id. */
function emailOf(message: Bag): Email {
  const addresses = (name: string): readonly string[] => (message[name] instanceof ApexList ? (message[name].items as string[]) : []);
  const body = message.htmlbody ?? message.plaintextbody;
  return {
    to: [...addresses('toaddresses'), ...(typeof message.targetobjectid === 'string' ? [message.targetobjectid] : [])], cc: addresses('ccaddresses'), bcc: addresses('bccaddresses'),
    subject: message.subject === null ? '' : textOf(message.subject), body: body === null ? '' : textOf(body), html: message.htmlbody !== null,
  };
}

/** System.Messaging. Mails go to the org's outbox when the transaction commits: none leaves the local org. */
export const messaging = statics('Messaging', {
  sendemail(messages: ApexList, allOrNone = true): ApexList {
    current().limits.charge('emailInvocations');
    const results = (required(messages).items as Bag[]).map((message, index) => {
      const error = problem(message);
      if (error !== null && allOrNone) throw raise(EmailException, `SendEmail failed. First exception on row ${index}; first error: ${error.getstatuscode()}, ${error.getmessage()}: []`);
      if (error === null) current().sendEmail(emailOf(message));
      return new SendEmailResult(error === null ? [] : [error]);
    });
    return ApexList.of('List<Messaging.SendEmailResult>', results);
  },
  reservesingleemailcapacity: (): void => undefined,
  reservemassemailcapacity: (): void => undefined,
});
