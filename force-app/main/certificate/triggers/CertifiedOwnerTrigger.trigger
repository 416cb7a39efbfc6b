trigger CertifiedOwnerTrigger on Product_Twin__c(after update) {
    new CertifiedOwnerTriggerHandler().run();
}
