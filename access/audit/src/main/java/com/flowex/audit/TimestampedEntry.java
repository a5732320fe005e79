package com.flowex.audit;

/**
 * Entry with the time of its recording. Both together are its identity, so an entry taken twice from the buffer is in
 * the chain once.
 *
 * @param atMicros microseconds since 1970
 */
record TimestampedEntry(AuditEntry entry, long atMicros) {}
