trigger ProductRecallTrigger on Product_Recall__c(before insert, before update) {
    new ProductRecallTriggerHandler().run();
}
