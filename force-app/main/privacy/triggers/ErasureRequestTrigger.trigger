trigger ErasureRequestTrigger on Erasure_Request__c(before insert, before update, before delete) {
    new ErasureRequestTriggerHandler().run();
}
