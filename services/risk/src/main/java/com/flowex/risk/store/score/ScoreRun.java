package com.flowex.risk.store.score;

import java.time.Instant;

/**
 * Scoring run over all assets of a tenant for one day.
 *
 * @param day days since 1970
 * @param scored number of assets that have a score
 */
public record ScoreRun(int day, Instant endedAt, int assets, int scored) {}
