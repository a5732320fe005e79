package com.flowex.surveillance;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Detector of trading rings: three or more parties that trade among themselves so that their positions hardly change.
 * Each hour of log time is judged by itself, so that the result does not depend on where reading begins. Two parties
 * belong together if their trades with each other are at least a twelfth of what each of them traded. A market maker
 * with many customers is therefore in no ring. Points: how little of their trades is left as a position (40); how much
 * of it was among themselves (40); how many rounds (10); none of them gained (10).
 */
final class TradingRings implements Detector {
    /** Number of pairs in one hour; beyond it the hour is judged early. */
    private static final int PAIRS_MAX = 20_000;

    private static final int SIZE_MIN = 3;
    private static final int SIZE_MAX = 12;
    private static final double SHARE_MIN = 1.0 / SIZE_MAX;
    private static final int ROUNDS_MIN = 2;
    private static final int ROUNDS_FOR_ALL = 5;

    /** An eighth left over by one of them is the risk of a real position and gives no points. */
    private static final double LEFT_MAX = 0.125;

    private static final double FREE_OF_LOSS_BPS = 10;

    private record Pair(AccountId lower, AccountId upper) {}

    /** Trades of two parties with each other in the hour. */
    private static final class Flow {
        final EvidenceSample exhibit = new EvidenceSample();
        final Set<AccountId> accounts = new LinkedHashSet<>();
        double units;
        int trades;
    }

    /** Trades of one party in the hour, with all others. */
    private static final class Turnover {
        double bought;
        double sold;
        double paid;
        double received;

        void add(boolean isBuyer, double units, double value) {
            if (isBuyer) {
                bought += units;
                paid += value;
            } else {
                sold += units;
                received += value;
            }
        }

        double units() {
            return bought + sold;
        }

        /** Returns the share of the turnover that is left as a position. */
        double left() {
            return Math.abs(bought - sold) / units();
        }

        double gainBps() {
            return bought == 0 || sold == 0
                    ? Double.POSITIVE_INFINITY
                    : Math.abs(paid / bought * 10_000 / (received / sold) - 10_000);
        }
    }

    private final SuspicionReporter verdicts;
    private final Map<Pair, Flow> flows = new LinkedHashMap<>();
    private final Map<AccountId, Turnover> turnovers = new HashMap<>();
    private long hour = Long.MIN_VALUE;

    TradingRings(SuspicionReporter verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public void traded(WatchedTrade trade) {
        passed(trade.timeNanos());
        hour = hourOf(trade.timeNanos());
        if (trade.maker().equals(trade.taker())) {
            return;
        }
        double value = (double) trade.units() * trade.priceUnits();
        for (AccountId party : List.of(trade.maker(), trade.taker())) {
            turnovers
                    .computeIfAbsent(party, _ -> new Turnover())
                    .add(trade.sideOf(party) == Side.BUY, (double) trade.units(), value);
        }
        Flow flow = flows.computeIfAbsent(pair(trade.maker(), trade.taker()), _ -> new Flow());
        flow.units += trade.units();
        flow.trades++;
        flow.accounts.add(trade.trade().maker().account());
        flow.accounts.add(trade.trade().taker().account());
        flow.exhibit.add(trade.evidence(
                "traded " + trade.units() + " with " + trade.trade().maker().account()));
        if (flows.size() > PAIRS_MAX) {
            end();
        }
    }

    private long hourOf(long timeNanos) {
        return Math.floorDiv(timeNanos, verdicts.limits().washNanos());
    }

    private static Pair pair(AccountId one, AccountId other) {
        return one.packed() <= other.packed() ? new Pair(one, other) : new Pair(other, one);
    }

    @Override
    public void passed(long timeNanos) {
        if (hourOf(timeNanos) != hour) {
            end();
        }
    }

    @Override
    public void end() {
        groups().values().stream()
                .filter(group -> group.size() >= SIZE_MIN && group.size() <= SIZE_MAX)
                .forEach(this::judge);
        flows.clear();
        turnovers.clear();
    }

    /** Returns groups of parties that belong together, by the first party of each. */
    private Map<AccountId, List<AccountId>> groups() {
        Map<AccountId, AccountId> roots = new HashMap<>();
        flows.forEach((pair, flow) -> {
            double least = SHARE_MIN * Math.max(units(pair.lower()), units(pair.upper()));
            if (flow.units >= least) {
                roots.put(root(roots, pair.upper()), root(roots, pair.lower()));
            }
        });
        Map<AccountId, List<AccountId>> groups = new LinkedHashMap<>();
        turnovers.keySet().stream()
                .sorted(Comparator.comparingLong(AccountId::packed))
                .forEach(party -> groups.computeIfAbsent(root(roots, party), _ -> new ArrayList<>())
                        .add(party));
        return groups;
    }

    private static AccountId root(Map<AccountId, AccountId> roots, AccountId party) {
        AccountId root = party;
        for (AccountId next = roots.get(root); next != null && !next.equals(root); next = roots.get(root)) {
            root = next;
        }
        return root;
    }

    private double units(AccountId party) {
        Turnover turnover = turnovers.get(party);
        return turnover == null ? 0 : turnover.units();
    }

    private void judge(List<AccountId> group) {
        List<Flow> among = flows.entrySet().stream()
                .filter(each -> group.contains(each.getKey().lower())
                        && group.contains(each.getKey().upper()))
                .map(Map.Entry::getValue)
                .toList();
        int trades = among.stream().mapToInt(flow -> flow.trades).sum();
        if (trades < ROUNDS_MIN * group.size()) {
            return;
        }
        List<AccountId> accounts = among.stream()
                .flatMap(flow -> flow.accounts.stream())
                .distinct()
                .limit(Suspicion.EVIDENCE_MAX)
                .toList();
        EvidenceSample exhibit =
                EvidenceSample.of(among.stream().map(flow -> flow.exhibit).toList());
        verdicts.judge(AbusePattern.WASH_TRADING, accounts, reasons(group, among, trades), exhibit);
    }

    private List<ScoreComponent> reasons(List<AccountId> group, List<Flow> among, int trades) {
        List<Turnover> theirs = group.stream()
                .map(party -> turnovers.getOrDefault(party, new Turnover()))
                .toList();
        double left = theirs.stream().mapToDouble(Turnover::left).max().orElse(1);
        double all = theirs.stream().mapToDouble(Turnover::units).sum();
        double combined = 2 * among.stream().mapToDouble(flow -> flow.units).sum() / all;
        double gainBps = theirs.stream().mapToDouble(Turnover::gainBps).max().orElse(Double.POSITIVE_INFINITY);
        return List.of(
                new ScoreComponent(
                        "came_back",
                        SuspicionReporter.points(40, 1 - left / LEFT_MAX),
                        "at most " + SuspicionReporter.percent(left) + " of what one of " + group.size()
                                + " parties traded is left over"),
                new ScoreComponent(
                        "with_each_other",
                        SuspicionReporter.points(40, combined),
                        SuspicionReporter.percent(combined) + " of what they traded was among themselves"),
                new ScoreComponent(
                        "turns",
                        SuspicionReporter.points(10, (double) trades / group.size() / ROUNDS_FOR_ALL),
                        trades + " trades among " + group.size() + " parties"),
                new ScoreComponent(
                        "nobody_gained",
                        gainBps < FREE_OF_LOSS_BPS ? 10 : 0,
                        String.format(
                                Locale.ROOT,
                                "mean prices of what each bought and sold differ by %.1f basis points at most",
                                gainBps)));
    }
}
