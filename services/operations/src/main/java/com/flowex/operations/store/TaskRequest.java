package com.flowex.operations.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Request for a task.
 *
 * @param tenant number of the tenant
 * @param kind name of the kind
 * @param priority 0 to {@value Task#PRIORITY_MAX}, within the tenant; the highest is executed first
 * @param key key of which the tenant has at most one task of this kind, that of the first order; null for a new task
 *     each time
 * @param dueAt earliest time of execution
 * @param by name of the requester
 */
public record TaskRequest(
        int tenant, String kind, int priority, @Nullable String key, Instant dueAt, String by) {}
