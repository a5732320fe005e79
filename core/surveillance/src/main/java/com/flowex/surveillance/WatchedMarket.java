package com.flowex.surveillance;

import java.util.List;

/** All detectors of one market. */
final class WatchedMarket {
    private final List<Detector> detectors;

    WatchedMarket(SuspicionReporter verdicts) {
        detectors = List.of(
                new WashTrading(verdicts),
                new TradingRings(verdicts),
                new Layering(verdicts),
                new MarkingTheClose(verdicts),
                new MomentumIgnition(verdicts));
    }

    void traded(WatchedTrade trade) {
        detectors.forEach(detector -> detector.traded(trade));
    }

    void removed(WatchedOrder order, long sequence, long timeNanos, long units) {
        detectors.forEach(detector -> detector.removed(order, sequence, timeNanos, units));
    }

    void passed(long timeNanos) {
        detectors.forEach(detector -> detector.passed(timeNanos));
    }

    void end() {
        detectors.forEach(Detector::end);
    }
}
