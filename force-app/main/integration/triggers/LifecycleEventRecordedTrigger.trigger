trigger LifecycleEventRecordedTrigger on Lifecycle_Event_Recorded__e(after insert) {
    new LifecycleEventRecordedTriggerHandler().run();
}
