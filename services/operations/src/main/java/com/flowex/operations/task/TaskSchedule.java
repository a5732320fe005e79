package com.flowex.operations.task;

import java.time.Instant;

/**
 * When a tenant's tasks of a kind begin by themselves.
 *
 * @param cron five fields
 * @param nextAt when the next one is due, if it is switched on
 */
public record TaskSchedule(String kind, String cron, String zone, boolean enabled, Instant nextAt, String changedBy) {}
