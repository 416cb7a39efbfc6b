trigger EngagementOfferTrigger on Engagement_Offer__c(before insert, before update, before delete) {
    new EngagementTriggerHandler().run();
}
