package com.flowex.surveillance;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Detector of marking the close: a taker that moves the last price of a day by trades just before its end. Days are
 * UTC, as candles of a day are. Points: share of the move (40), share of the volume (20), the last trade (20), how
 * unusual the move is (20).
 */
final class MarkingTheClose implements Detector {
    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final double UNUSUAL_FOR_ALL = 4;

    private final SuspicionReporter verdicts;
    private final UsualPriceMove tempo;
    private @Nullable TakerPriceImpact push;
    private long endNanos;
    private long firstUnits;
    private long lastUnits;
    private @Nullable AccountId last;
    private double usualBps;

    MarkingTheClose(SuspicionReporter verdicts) {
        this.verdicts = verdicts;
        tempo = new UsualPriceMove(verdicts.limits().closeNanos());
    }

    @Override
    public void traded(WatchedTrade trade) {
        long before = tempo.lastUnits();
        double usual = tempo.usualBps();
        tempo.traded(trade.timeNanos(), trade.priceUnits());
        long dayEnd = (Math.floorDiv(trade.timeNanos(), DAY_NANOS) + 1) * DAY_NANOS;
        if (before == 0 || trade.timeNanos() < dayEnd - verdicts.limits().closeNanos()) {
            return;
        }
        if (push == null) {
            push = new TakerPriceImpact();
            endNanos = dayEnd;
            firstUnits = before;
            usualBps = usual;
        }
        push.add(trade, before);
        lastUnits = trade.priceUnits();
        last = trade.taker();
    }

    @Override
    public void passed(long timeNanos) {
        if (timeNanos >= endNanos) {
            end();
        }
    }

    @Override
    public void end() {
        TakerPriceImpact closing = push;
        push = null;
        double moved = UsualPriceMove.bps(firstUnits, lastUnits);
        if (closing == null || Math.abs(moved) < verdicts.limits().moveMinBps()) {
            return;
        }
        Side side = moved > 0 ? Side.BUY : Side.SELL;
        for (TakerPriceImpact.Taker taker : closing.takers()) {
            if (taker.moved(side) > 0) {
                verdicts.judge(
                        AbusePattern.MARKING_THE_CLOSE,
                        List.of(taker.party),
                        reasons(closing, taker, side, moved),
                        taker.exhibit);
            }
        }
    }

    private List<ScoreComponent> reasons(
            TakerPriceImpact closing, TakerPriceImpact.Taker taker, Side side, double movedBps) {
        double ofMove = taker.moved(side) / Math.abs(lastUnits - firstUnits);
        double ofVolume = (taker.bought + taker.sold) / closing.units();
        double times = usualBps == 0 ? UNUSUAL_FOR_ALL : Math.abs(movedBps) / usualBps;
        return List.of(
                new ScoreComponent(
                        "moved_the_close",
                        SuspicionReporter.points(40, ofMove),
                        String.format(
                                Locale.ROOT,
                                "%.0f basis points before the day's end, %s of it by these trades",
                                movedBps,
                                SuspicionReporter.percent(ofMove))),
                new ScoreComponent(
                        "volume",
                        SuspicionReporter.points(20, ofVolume),
                        SuspicionReporter.percent(ofVolume) + " of what was traded then"),
                new ScoreComponent("last_trade", taker.party.equals(last) ? 20 : 0, "the day's last trade is theirs"),
                new ScoreComponent(
                        "unusual",
                        SuspicionReporter.points(20, times / UNUSUAL_FOR_ALL),
                        String.format(Locale.ROOT, "usually %.1f basis points in that time", usualBps)));
    }
}
