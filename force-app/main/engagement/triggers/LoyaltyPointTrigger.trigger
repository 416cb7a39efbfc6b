trigger LoyaltyPointTrigger on Loyalty_Point__c(before insert, before update, before delete) {
    new EngagementTriggerHandler().run();
}
