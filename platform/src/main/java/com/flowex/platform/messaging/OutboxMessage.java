package com.flowex.platform.messaging;

import java.time.Instant;

/**
 * Message about a change.
 *
 * @param topic kind of the changed object, for example "users"
 * @param number number within its topic and tenant, from 1, without gaps; a receiver drops a number that it has seen
 * @param key the changed object; messages with the same key are delivered in order
 * @param payload a JSON object
 * @param at beginning of the transaction that made the change
 */
public record OutboxMessage(int tenant, String topic, long number, String key, String payload, Instant at) {}
