trigger RulePackTrigger on Rule_Pack__c(before insert, before update, before delete) {
    new RulePackTriggerHandler().run();
}
