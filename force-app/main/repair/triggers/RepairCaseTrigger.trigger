trigger RepairCaseTrigger on Case(after update) {
    new RepairCaseTriggerHandler().run();
}
