trigger OwnershipTransferTrigger on Ownership_Transfer__c(before insert, before update, before delete) {
    new OwnershipTransferTriggerHandler().run();
}
