trigger EventRecordedTrigger on Lifecycle_Event_Recorded__e(after insert) {
    new EventRecordedTriggerHandler().run();
}
