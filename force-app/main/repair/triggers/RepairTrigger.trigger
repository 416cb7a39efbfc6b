trigger RepairTrigger on Repair__c(before insert, before update, before delete) {
    new RepairTriggerHandler().run();
}
