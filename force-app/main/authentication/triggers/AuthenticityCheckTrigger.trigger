trigger AuthenticityCheckTrigger on Authenticity_Check__c(before insert, before update, before delete) {
    new AuthenticityCheckTriggerHandler().run();
}
