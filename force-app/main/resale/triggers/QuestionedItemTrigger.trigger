trigger QuestionedItemTrigger on Authenticity_Check__c(after update) {
    new QuestionedItemTriggerHandler().run();
}
