trigger LifecycleEventTrigger on Lifecycle_Event__c(before insert, before update, before delete) {
    new LifecycleEventTriggerHandler().run();
}
