package com.flowex.audit;

/**
 * An entry and when it was recorded. Together they are its identity: what is taken from the spool twice is in the chain once.
 *
 * @param atMicros since 1970
 */
record Timed(AuditEntry entry, long atMicros) {}
