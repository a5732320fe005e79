package com.flowex.operations.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param priority 0 to {@value Task#PRIORITY_MAX}, the highest first; within its tenant
 * @param key of orders of one kind with one key there is one task, the first one's; null: a new one each time
 * @param dueAt not before
 * @param by who asks
 */
public record TaskOrder(
        int tenant, String kind, int priority, @Nullable String key, Instant dueAt, String by) {}
