import { standardClass } from '../missing.ts';

class DuplicateRuleHeader {
  static $new(): DuplicateRuleHeader {
    return new DuplicateRuleHeader();
  }
  allowsave: boolean | null = null;
  runascurrentuser: boolean | null = null;
  includerecorddetails: boolean | null = null;
}
standardClass('Database.DMLOptions.DuplicateRuleHeader', DuplicateRuleHeader);

class AssignmentRuleHeader {
  static $new(): AssignmentRuleHeader {
    return new AssignmentRuleHeader();
  }
  assignmentruleid: string | null = null;
  usedefaultrule: boolean | null = null;
}
standardClass('Database.DMLOptions.AssignmentRuleHeader', AssignmentRuleHeader);

class EmailHeader {
  static $new(): EmailHeader {
    return new EmailHeader();
  }
  triggerautoresponseemail: boolean | null = null;
  triggerotheremail: boolean | null = null;
  triggeruseremail: boolean | null = null;
}
standardClass('Database.DMLOptions.EmailHeader', EmailHeader);

/** Database.DMLOptions. Assignment rules and e-mail settings are kept and have no effect: the local org has neither. */
export class DmlOptions {
  static $new(): DmlOptions {
    return new DmlOptions();
  }
  allowfieldtruncation: boolean | null = null;
  optallornone: boolean | null = null;
  localeoptions: string | null = null;
  duplicateruleheader: DuplicateRuleHeader | null = new DuplicateRuleHeader();
  assignmentruleheader: AssignmentRuleHeader | null = new AssignmentRuleHeader();
  emailheader: EmailHeader | null = new EmailHeader();
}
standardClass('Database.DMLOptions', DmlOptions);

export const dmlOptionTypes = {
  database_dmloptions: DmlOptions,
  database_dmloptions_duplicateruleheader: DuplicateRuleHeader,
  database_dmloptions_assignmentruleheader: AssignmentRuleHeader,
  database_dmloptions_emailheader: EmailHeader,
};
