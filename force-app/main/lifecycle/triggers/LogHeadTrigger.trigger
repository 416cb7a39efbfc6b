trigger LogHeadTrigger on Log_Head__c(before insert, before update, before delete) {
    new LogTriggerHandler().run();
}
