package com.flowex.operations.store;

import java.time.Instant;

/**
 * Schedule of a tenant's tasks of one kind.
 *
 * @param cron five fields: minute, hour, day of the month, month, day of the week
 * @param nextAt time of the next task, if the schedule is enabled
 */
public record TaskSchedule(String kind, String cron, String zone, boolean enabled, Instant nextAt, String changedBy) {}
