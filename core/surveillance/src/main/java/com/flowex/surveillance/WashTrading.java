package com.flowex.surveillance;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Detector of wash trading: two parties that trade back and forth so that neither position changes much, or one party
 * that trades with itself. Points: one owner (70); share of one direction's quantity that came back (30); share of both
 * parties' trades that was with each other (50); how often the direction changed (10); neither party gained by it (10).
 */
final class WashTrading implements Detector {
    /** Number of pairs with an open window; beyond it the oldest window ends early. */
    private static final int PAIRS_MAX = 20_000;

    private static final int PARTIES_MAX = 100_000;
    private static final double FREE_OF_LOSS_BPS = 10;
    private static final int TURNS_FOR_ALL = 10;

    private record Pair(AccountId lower, AccountId upper) {}

    /** Trades of two parties with each other since the window's first trade. */
    private static final class Flow {
        final long beganNanos;
        final double lowerBefore;
        final double upperBefore;
        final EvidenceSample exhibit = new EvidenceSample();
        final List<AccountId> accounts = new ArrayList<>(2);
        double sold;
        double bought;
        double soldFor;
        double boughtFor;
        int turns;
        int trades;
        boolean hasSoldLast;

        Flow(long beganNanos, double lowerBefore, double upperBefore) {
            this.beganNanos = beganNanos;
            this.lowerBefore = lowerBefore;
            this.upperBefore = upperBefore;
        }

        void add(WatchedTrade trade, boolean isSoldByLower) {
            double units = trade.units();
            double value = units * trade.priceUnits();
            if (isSoldByLower) {
                sold += units;
                soldFor += value;
            } else {
                bought += units;
                boughtFor += value;
            }
            if (trades > 0 && isSoldByLower != hasSoldLast) {
                turns++;
            }
            hasSoldLast = isSoldByLower;
            trades++;
            involve(trade.trade().maker().account());
            involve(trade.trade().taker().account());
            exhibit.add(trade.evidence(
                    "traded " + trade.units() + " with " + trade.trade().maker().account()));
        }

        private void involve(AccountId account) {
            if (!accounts.contains(account) && accounts.size() < Suspicion.EVIDENCE_MAX) {
                accounts.add(account);
            }
        }
    }

    private final SuspicionReporter verdicts;
    private final Map<Pair, Flow> flows = new LinkedHashMap<>();
    /** Volume by party since the beginning, units of the base asset; it is reset when there are too many parties. */
    private final Map<AccountId, Double> volumes = new HashMap<>();

    WashTrading(SuspicionReporter verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public void traded(WatchedTrade trade) {
        AccountId seller = trade.takerSide() == Side.SELL ? trade.taker() : trade.maker();
        Pair pair = pair(trade.maker(), trade.taker());
        if (volumes.size() >= PARTIES_MAX) {
            end();
            volumes.clear();
        }
        Flow flow = flows.computeIfAbsent(
                pair, two -> new Flow(trade.timeNanos(), volume(two.lower()), volume(two.upper())));
        flow.add(trade, seller.equals(pair.lower()));
        volumes.merge(trade.maker(), (double) trade.units(), Double::sum);
        if (!trade.maker().equals(trade.taker())) {
            volumes.merge(trade.taker(), (double) trade.units(), Double::sum);
        }
        if (flows.size() > PAIRS_MAX) {
            judgeOldest();
        }
    }

    private static Pair pair(AccountId one, AccountId other) {
        return one.packed() <= other.packed() ? new Pair(one, other) : new Pair(other, one);
    }

    private double volume(AccountId party) {
        return volumes.getOrDefault(party, 0.0);
    }

    @Override
    public void passed(long timeNanos) {
        while (!flows.isEmpty()
                && flows.values().iterator().next().beganNanos
                        <= timeNanos - verdicts.limits().washNanos()) {
            judgeOldest();
        }
    }

    @Override
    public void end() {
        while (!flows.isEmpty()) {
            judgeOldest();
        }
    }

    private void judgeOldest() {
        Iterator<Map.Entry<Pair, Flow>> oldest = flows.entrySet().iterator();
        Map.Entry<Pair, Flow> entry = oldest.next();
        oldest.remove();
        Flow flow = entry.getValue();
        boolean isOneOwner = entry.getKey().lower().equals(entry.getKey().upper());
        if (isOneOwner || flow.trades >= verdicts.limits().washTradesMin() && flow.turns > 0) {
            verdicts.judge(
                    AbusePattern.WASH_TRADING,
                    flow.accounts,
                    isOneOwner ? ofOneOwner(flow) : reasons(entry.getKey(), flow),
                    flow.exhibit);
        }
    }

    private static List<ScoreComponent> ofOneOwner(Flow flow) {
        return List.of(new ScoreComponent(
                "one_owner",
                70 + Math.min(30, flow.trades),
                flow.trades + " trades between accounts of one owner, which self-trade prevention does not join"));
    }

    private List<ScoreComponent> reasons(Pair pair, Flow flow) {
        double all = flow.sold + flow.bought;
        double back = 2 * Math.min(flow.sold, flow.bought) / all;
        double both = volume(pair.lower()) - flow.lowerBefore + volume(pair.upper()) - flow.upperBefore;
        double combined = both == 0 ? 0 : 2 * all / both;
        double gainBps = Math.abs(flow.boughtFor / flow.bought * 10_000 / (flow.soldFor / flow.sold) - 10_000);
        boolean isFree = gainBps < FREE_OF_LOSS_BPS;
        return List.of(
                new ScoreComponent(
                        "came_back",
                        SuspicionReporter.points(30, back),
                        SuspicionReporter.percent(back) + " of what went one way came back"),
                new ScoreComponent(
                        "with_each_other",
                        SuspicionReporter.points(50, combined),
                        SuspicionReporter.percent(combined) + " of what both traded was with each other"),
                new ScoreComponent(
                        "turns",
                        SuspicionReporter.points(10, (double) flow.turns / TURNS_FOR_ALL),
                        "the direction changed " + flow.turns + " times in " + flow.trades + " trades"),
                new ScoreComponent(
                        "nobody_gained",
                        isFree ? 10 : 0,
                        String.format(
                                Locale.ROOT, "mean prices of both directions differ by %.1f basis points", gainBps)));
    }
}
