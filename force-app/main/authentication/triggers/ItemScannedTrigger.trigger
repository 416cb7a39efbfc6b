trigger ItemScannedTrigger on Item_Scanned__e(after insert) {
    new ItemScannedTriggerHandler().run();
}
