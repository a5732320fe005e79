package com.flowex.surveillance;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Detector of momentum ignition: a taker that moves the price by a burst of trades, is followed by others, and takes
 * the other side against them. Points: how unusual the move is (30); share of the move (20); how nearly all of the
 * burst was turned (30); at a better price (10); after others followed (10).
 */
final class MomentumIgnition implements Detector {
    private static final int BURSTS_MAX = 20_000;
    private static final double UNUSUAL_FOR_ALL = 4;
    private static final double FOLLOWED_MIN = 0.5;

    /** Trades of one party in one direction, and the trades that came after them. */
    private static final class Burst {
        final AccountId party;
        final Side side;
        final long beganNanos;
        final long fromUnits;
        final double usualBps;
        final EvidenceSample exhibit = new EvidenceSample();
        double movedUnits;
        double units;
        double paid;
        double followed;
        double turned;
        double turnedFor;
        long toUnits;

        Burst(WatchedTrade trade, long fromUnits, double usualBps) {
            party = trade.taker();
            side = trade.takerSide();
            beganNanos = trade.timeNanos();
            this.fromUnits = fromUnits;
            this.usualBps = usualBps;
        }

        void pushed(WatchedTrade trade, long before) {
            movedUnits += side == Side.BUY ? trade.priceUnits() - before : before - trade.priceUnits();
            units += trade.units();
            paid += (double) trade.units() * trade.priceUnits();
            toUnits = trade.priceUnits();
            exhibit.add(trade.evidence(
                    "took " + trade.units() + " as " + side + ", price " + before + " to " + trade.priceUnits()));
        }

        void turned(WatchedTrade trade) {
            turned += trade.units();
            turnedFor += (double) trade.units() * trade.priceUnits();
            exhibit.add(trade.evidence("turned " + trade.units() + " at " + trade.priceUnits()));
        }

        boolean isGain() {
            double difference = turnedFor / turned - paid / units;
            return side == Side.BUY ? difference > 0 : difference < 0;
        }
    }

    private final SuspicionReporter verdicts;
    private final UsualPriceMove tempo;
    private final Map<AccountId, Burst> bursts = new LinkedHashMap<>();

    MomentumIgnition(SuspicionReporter verdicts) {
        this.verdicts = verdicts;
        tempo = new UsualPriceMove(verdicts.limits().burstNanos());
    }

    @Override
    public void traded(WatchedTrade trade) {
        long before = tempo.lastUnits();
        double usual = tempo.usualBps();
        tempo.traded(trade.timeNanos(), trade.priceUnits());
        for (Burst burst : bursts.values()) {
            after(burst, trade);
        }
        if (before != 0) {
            push(trade, before, usual);
        }
    }

    private void push(WatchedTrade trade, long before, double usual) {
        Burst burst = bursts.get(trade.taker());
        if (burst == null) {
            burst = new Burst(trade, before, usual);
            bursts.put(trade.taker(), burst);
        }
        if (burst.side == trade.takerSide()
                && trade.timeNanos() - burst.beganNanos <= verdicts.limits().burstNanos()) {
            burst.pushed(trade, before);
        }
        if (bursts.size() > BURSTS_MAX) {
            judgeOldest();
        }
    }

    /** Adds a trade that came after the beginning of a burst, by its owner or by others. */
    private static void after(Burst burst, WatchedTrade trade) {
        if (trade.isOf(burst.party)) {
            if (trade.sideOf(burst.party) != burst.side) {
                burst.turned(trade);
            }
        } else if (trade.takerSide() == burst.side) {
            burst.followed += trade.units();
        }
    }

    @Override
    public void passed(long timeNanos) {
        long window = verdicts.limits().burstNanos() + verdicts.limits().reversalNanos();
        while (!bursts.isEmpty() && bursts.values().iterator().next().beganNanos <= timeNanos - window) {
            judgeOldest();
        }
    }

    @Override
    public void end() {
        while (!bursts.isEmpty()) {
            judgeOldest();
        }
    }

    private void judgeOldest() {
        Iterator<Burst> oldest = bursts.values().iterator();
        Burst burst = oldest.next();
        oldest.remove();
        double movedBps = Math.abs(UsualPriceMove.bps(burst.fromUnits, burst.toUnits));
        if (burst.turned > 0
                && burst.movedUnits > 0
                && movedBps >= verdicts.limits().moveMinBps()) {
            verdicts.judge(
                    AbusePattern.MOMENTUM_IGNITION, List.of(burst.party), reasons(burst, movedBps), burst.exhibit);
        }
    }

    private static List<ScoreComponent> reasons(Burst burst, double movedBps) {
        double times = burst.usualBps == 0 ? UNUSUAL_FOR_ALL : movedBps / burst.usualBps;
        double ofMove = burst.movedUnits / Math.abs(burst.toUnits - burst.fromUnits);
        // A party that turns twice as much trades both ways anyhow.
        double turned = Math.min(burst.turned, burst.units) / Math.max(burst.turned, burst.units);
        double followed = burst.followed / burst.units;
        List<ScoreComponent> reasons = new ArrayList<>();
        reasons.add(new ScoreComponent(
                "unusual",
                SuspicionReporter.points(30, times / UNUSUAL_FOR_ALL),
                String.format(Locale.ROOT, "%.0f basis points, usually %.1f in that time", movedBps, burst.usualBps)));
        reasons.add(new ScoreComponent(
                "own_move",
                SuspicionReporter.points(20, ofMove),
                SuspicionReporter.percent(Math.min(1, ofMove)) + " of it by this burst"));
        reasons.add(new ScoreComponent(
                "turned",
                SuspicionReporter.points(30, turned),
                String.format(Locale.ROOT, "%.0f of a burst of %.0f was turned", burst.turned, burst.units)));
        reasons.add(new ScoreComponent("gain", burst.isGain() ? 10 : 0, "at a better price than the burst's"));
        reasons.add(new ScoreComponent(
                "followed",
                followed >= FOLLOWED_MIN ? 10 : 0,
                "others followed with " + SuspicionReporter.percent(followed) + " of the burst's size"));
        return reasons;
    }
}
