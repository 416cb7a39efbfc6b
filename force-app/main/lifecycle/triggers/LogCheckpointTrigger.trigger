trigger LogCheckpointTrigger on Log_Checkpoint__c(before insert, before update, before delete) {
    new LogTriggerHandler().run();
}
