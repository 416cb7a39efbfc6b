trigger LogIndexTrigger on Log_Index__c(before insert, before update, before delete) {
    new LogTriggerHandler().run();
}
