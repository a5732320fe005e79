package com.flowex.risk.app.watch;

import com.flowex.risk.app.run.PortfolioReporter;
import com.flowex.risk.store.score.DailyScoresTable;

/** Sources of the values that alerts watch. */
public record AlertSources(DailyScoresTable scores, PortfolioReporter portfolios) {}
