package com.flowex.surveillance;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Detector of layering: orders on one side that rested while their owner traded the other, and left their place
 * unfilled right after. They were canceled, expired, made smaller, or moved to a worse price. A market maker removes
 * orders of both sides alike. Points: how much larger they were than the traded quantity (25); how many (15); how
 * one-sided the removals were (45); how soon (15).
 */
final class Layering implements Detector {
    private static final int EPISODES_MAX = 20_000;

    /** Number of steps in one episode; beyond it the episode is judged and another begins. */
    private static final int STEPS_MAX = 2_000;

    private static final double TIMES_FOR_ALL = 5;
    private static final double LAYERS_FOR_ALL = 5;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long AT_ONCE_NANOS = 2_000_000_000L;

    private record Fill(long timeNanos, Side side, long units, Evidence evidence) {}

    private record Removal(WatchedOrder order, long restedNanos, long timeNanos, long units, Evidence evidence) {}

    /** Trades and removals of one party since it was last quiet. */
    private static final class Episode {
        final List<Fill> fills = new ArrayList<>();
        final List<Removal> removals = new ArrayList<>();
        long lastNanos;
    }

    /** Orders of one side that were removed after trades of the other side, with these trades. */
    private static final class Served {
        final EvidenceSample exhibit = new EvidenceSample();
        final Set<Fill> fills = new LinkedHashSet<>();
        int layers;
        double units;
        double waitedNanos;

        void add(Removal removal, Fill fill) {
            layers++;
            units += removal.units;
            waitedNanos += removal.timeNanos - fill.timeNanos;
            exhibit.add(removal.evidence);
            if (fills.add(fill)) {
                exhibit.add(fill.evidence);
            }
        }

        double traded() {
            return fills.stream().mapToDouble(Fill::units).sum();
        }
    }

    private final SuspicionReporter verdicts;
    private final Map<AccountId, Episode> episodes = new LinkedHashMap<>();

    Layering(SuspicionReporter verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public void traded(WatchedTrade trade) {
        if (!trade.maker().equals(trade.taker())) {
            fill(trade.maker(), trade);
            fill(trade.taker(), trade);
        }
    }

    private void fill(AccountId party, WatchedTrade trade) {
        Side side = trade.sideOf(party);
        Episode episode = episode(party, trade.timeNanos());
        episode.fills.add(new Fill(
                trade.timeNanos(), side, trade.units(), trade.evidence("traded " + trade.units() + " as " + side)));
    }

    @Override
    public void removed(WatchedOrder order, long sequence, long timeNanos, long units) {
        Evidence evidence = new Evidence(
                sequence,
                timeNanos,
                order.account,
                order.id,
                "took out " + units + " of " + order.side + ", rested since event " + order.restedSequence);
        episode(order.party, timeNanos).removals.add(new Removal(order, order.restedNanos, timeNanos, units, evidence));
    }

    /** Returns the party's episode and moves it to the end of the order of quiet episodes. */
    private Episode episode(AccountId party, long timeNanos) {
        Episode episode = episodes.remove(party);
        if (episode != null && episode.fills.size() + episode.removals.size() >= STEPS_MAX) {
            judge(party, episode);
            episode = null;
        }
        Episode going = episode == null ? new Episode() : episode;
        going.lastNanos = timeNanos;
        episodes.put(party, going);
        if (episodes.size() > EPISODES_MAX) {
            judgeQuietest();
        }
        return going;
    }

    @Override
    public void passed(long timeNanos) {
        while (!episodes.isEmpty()
                && episodes.values().iterator().next().lastNanos
                        <= timeNanos - verdicts.limits().episodeNanos()) {
            judgeQuietest();
        }
    }

    @Override
    public void end() {
        while (!episodes.isEmpty()) {
            judgeQuietest();
        }
    }

    private void judgeQuietest() {
        Iterator<Map.Entry<AccountId, Episode>> quietest = episodes.entrySet().iterator();
        Map.Entry<AccountId, Episode> entry = quietest.next();
        quietest.remove();
        judge(entry.getKey(), entry.getValue());
    }

    private void judge(AccountId party, Episode episode) {
        for (Side side : Side.values()) {
            Served served = served(episode, side);
            if (served.layers >= verdicts.limits().layersMin()) {
                verdicts.judge(AbusePattern.LAYERING, List.of(party), reasons(episode, side, served), served.exhibit);
            }
        }
    }

    private Served served(Episode episode, Side side) {
        Served served = new Served();
        List<Fill> others =
                episode.fills.stream().filter(fill -> fill.side != side).toList();
        for (Removal removal : episode.removals) {
            if (removal.order.side == side) {
                lastBefore(removal, others).ifPresent(fill -> served.add(removal, fill));
            }
        }
        return served;
    }

    /** Returns the last trade of the other side while the order rested, if the order was removed soon after it. */
    private Optional<Fill> lastBefore(Removal removal, List<Fill> others) {
        long since = Math.max(
                removal.restedNanos, removal.timeNanos - verdicts.limits().afterFillNanos());
        for (int i = others.size() - 1; i >= 0; i--) {
            Fill fill = others.get(i);
            if (fill.timeNanos <= removal.timeNanos) {
                return fill.timeNanos >= since ? Optional.of(fill) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static List<ScoreComponent> reasons(Episode episode, Side side, Served served) {
        double times = served.units / served.traded();
        double removed = episode.removals.stream().mapToDouble(Removal::units).sum();
        double ofSide = episode.removals.stream()
                        .filter(removal -> removal.order.side == side)
                        .mapToDouble(Removal::units)
                        .sum()
                / removed;
        double waited = served.waitedNanos / served.layers;
        return List.of(
                new ScoreComponent(
                        "size",
                        SuspicionReporter.points(25, times / TIMES_FOR_ALL),
                        String.format(Locale.ROOT, "%.1f times what was traded on the other side", times)),
                new ScoreComponent(
                        "layers",
                        SuspicionReporter.points(15, served.layers / LAYERS_FOR_ALL),
                        served.layers + " orders were taken out unfilled after " + served.fills.size() + " trades"),
                new ScoreComponent(
                        "one_sided",
                        SuspicionReporter.points(45, 2 * ofSide - 1),
                        SuspicionReporter.percent(ofSide) + " of what was taken out was to " + side),
                new ScoreComponent(
                        "at_once",
                        waited <= AT_ONCE_NANOS ? 15 : 0,
                        String.format(Locale.ROOT, "%.1f s after the trade, in the mean", waited / NANOS_PER_SECOND)));
    }
}
