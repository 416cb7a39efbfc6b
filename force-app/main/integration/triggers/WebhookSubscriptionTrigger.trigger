trigger WebhookSubscriptionTrigger on Webhook_Subscription__c(before insert, before update) {
    new WebhookSubscriptionTriggerHandler().run();
}
