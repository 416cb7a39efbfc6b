import { apexClass, field, object, xml } from './packages.ts';
import type { Files } from './packages.ts';

/** A package whose parts all carry the same number, with another data model each time. */
export const VERSION_TYPES = (version: number): Record<string, string[]> => ({ CustomObject: ['Log__c'], CustomField: [`Log__c.F${version}__c`], ApexClass: ['Version'], CustomLabels: ['CustomLabels'] });

export function versionFiles(version: number): Files {
  return {
    ...apexClass('Version', `public class Version {\n    public static Integer current() {\n        return ${version};\n    }\n    public static String label() {\n        return Label.Version_Number;\n    }\n    public static Boolean hasField() {\n        return new Log__c(F${version}__c = 'x') != null;\n    }\n}\n`),
    'objects/Log__c.object': object('Log__c', field(`F${version}__c`)),
    'labels/CustomLabels.labels': xml('CustomLabels', `<labels><fullName>Version_Number</fullName><language>en_US</language><protected>false</protected><shortDescription>v</shortDescription><value>${version}</value></labels>`),
  };
}
