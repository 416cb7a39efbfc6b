/**
 * All Apex tests of the package in race mode: every call from a test into the package counts as a transaction of its own, and one that
 * changes an item, a transfer or an offer which it has not locked fails the run. Two such calls at the same moment would lose a change.
 */
import path from 'node:path';
import { runTestsInRaceMode } from '../local-org/race-suite.ts';

/** What several people change at once. Those that the package does not have yet change nothing. */
const GUARDED = ['Product_Twin__c', 'Ownership_Transfer__c', 'Trade_In_Offer__c', 'Engagement_Offer__c', 'Credit__c', 'Log_Head__c', 'Webhook_Delivery__c', 'Webhook_Subscription__c', 'Quarantined_Event__c', 'Item_Certificate__c', 'Repair__c', 'Refurbishment_Order__c', 'Resale_Listing__c', 'Registration_Request__c', 'Claim_Code__c', 'Erasure_Request__c', 'Item_Handover__c', 'Trade_In__c', 'Product_Recall__c', 'Authenticity_Check__c'];

const started = Date.now();
const { tests, changes } = await runTestsInRaceMode(path.resolve(import.meta.dirname, '../..'), 'admin', GUARDED);
const failures = tests.filter(({ outcome }) => outcome !== 'Pass');
for (const { className, methodName, message, stackTrace } of failures) process.stdout.write(`✗ ${className}.${methodName}: ${message ?? ''}\n    ${(stackTrace ?? '').replaceAll('\n', '\n    ')}\n`);

const unlocked = new Map(changes.filter(({ locked }) => !locked).map((change) => [change.stack, change]));
for (const { object, operation, calledFrom, stack } of unlocked.values()) process.stdout.write(`✗ ${operation} of ${object} without a lock, called from ${calledFrom}\n    ${stack.replaceAll('\n', '\n    ')}\n`);

/** Which services were seen changing what. */
const services = Map.groupBy(changes, ({ object, operation, stack }) => `${/Class\.(\w+)(?!.*Class\.DataStore)/.exec(stack.replace(/^Class\.DataStore.*\n/gm, ''))?.[1] ?? 'a trigger'}: ${operation} of ${object}`);
for (const [service, of] of [...services].sort(([a], [b]) => a.localeCompare(b))) process.stdout.write(`${String(of.length).padStart(6)} rows  ${service}\n`);
process.stdout.write(`Apex in race mode: ${tests.length - failures.length} passed, ${failures.length} failed, ${unlocked.size} changes without a lock in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
if (tests.length === 0 || failures.length > 0 || unlocked.size > 0 || changes.length === 0) process.exitCode = 1;
