package com.flowex.risk.daily;

import com.flowex.risk.score.AssetScore;
import java.time.Instant;

/** A score as it was computed. */
public record StoredScore(AssetScore score, Instant madeAt) {}
