trigger LogTileTrigger on Log_Tile__c(before insert, before update, before delete) {
    new LogTriggerHandler().run();
}
