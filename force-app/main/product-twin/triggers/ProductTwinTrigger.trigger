trigger ProductTwinTrigger on Product_Twin__c(before insert, before update, before delete) {
    new ProductTwinTriggerHandler().run();
}
