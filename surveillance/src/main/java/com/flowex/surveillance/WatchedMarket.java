package com.flowex.surveillance;

import java.util.List;

/** All that is looked for in one market. */
final class WatchedMarket {
    private final List<Detector> detectors;

    WatchedMarket(Verdicts verdicts) {
        detectors = List.of(
                new WashTrading(verdicts),
                new Layering(verdicts),
                new MarkingTheClose(verdicts),
                new MomentumIgnition(verdicts));
    }

    void traded(WatchedTrade trade) {
        detectors.forEach(detector -> detector.traded(trade));
    }

    void canceled(WatchedOrder order, long sequence, long timeNanos, long remaining) {
        detectors.forEach(detector -> detector.canceled(order, sequence, timeNanos, remaining));
    }

    void passed(long timeNanos) {
        detectors.forEach(detector -> detector.passed(timeNanos));
    }

    void end() {
        detectors.forEach(Detector::end);
    }
}
