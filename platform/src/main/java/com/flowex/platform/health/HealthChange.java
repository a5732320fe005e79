package com.flowex.platform.health;

import java.time.Instant;

/**
 * Change of one component's state.
 *
 * @param part name of the component; empty for the whole process
 * @param before its former state; empty if it was never probed
 * @param state up, impaired, down, or started for a process
 * @param why one line; empty if nothing is wrong
 */
public record HealthChange(Instant at, String part, String before, String state, String why) {}
