package com.flowex.ground.outbox;

import java.time.Instant;

/**
 * Something that changed.
 *
 * @param topic what kind of thing, for example "users"
 * @param number of its topic and tenant, from 1, without gaps: whoever has seen it drops it when it comes again
 * @param key which thing; what has the same key is told in order
 * @param payload an object of JSON
 * @param at when the transaction began that changed it
 */
public record OutboxMessage(int tenant, String topic, long number, String key, String payload, Instant at) {}
