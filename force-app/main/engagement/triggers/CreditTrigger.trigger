trigger CreditTrigger on Credit__c(before insert, before update, before delete) {
    new EngagementTriggerHandler().run();
}
