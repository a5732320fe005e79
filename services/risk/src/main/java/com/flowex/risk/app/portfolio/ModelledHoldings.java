package com.flowex.risk.app.portfolio;

import com.flowex.risk.app.bar.DailyBar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Holdings that a portfolio's figures are computed from, and the reason for each one that is left out.
 *
 * @param assets these holdings, in the order of the table
 * @param table returns of these holdings
 * @param weights shares of the whole value, in the order of the table
 * @param leftOut reasons by asset, as words of the API's contract
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of one computation, never compared
record ModelledHoldings(List<PricedAsset> assets, ReturnTable table, double[] weights, Map<String, String> leftOut) {

    /**
     * Limit for dust: the smallest holdings are left out as long as their share of the value together is at most this.
     */
    static final double DUST = 0.001;

    static final String IS_DUST = "dust";
    static final String TOO_FEW_DAYS = "too_few_days";
    static final String NOT_LARGEST = "not_largest";
    static final String FILLED = "filled_history";
    static final String SPLIT = "split_suspected";

    /** Number of returns at most, about two years. */
    private static final int DAYS_MAX = 730;

    /**
     * Selects the holdings.
     *
     * @param assets with their value; the reference asset does not move, so it has no weight
     * @param whole value of all holdings, above zero
     */
    static ModelledHoldings of(List<PricedAsset> assets, String reference, double whole) {
        List<PricedAsset> moving = assets.stream()
                .filter(each -> !each.asset().equals(reference))
                .sorted(Comparator.comparing(PricedAsset::value).reversed().thenComparing(PricedAsset::asset))
                .toList();
        Map<String, String> leftOut = new HashMap<>();
        dust(moving).forEach(each -> leftOut.put(each.asset(), IS_DUST));
        List<PricedAsset> priced = new ArrayList<>();
        for (PricedAsset each : moving) {
            if (leftOut.containsKey(each.asset())) {
                continue;
            }
            if (priced.size() == PortfolioAnalysis.ASSETS_MAX) {
                leftOut.put(each.asset(), NOT_LARGEST);
            } else {
                priced.add(each);
            }
        }
        return withDays(priced, whole, leftOut);
    }

    /** Returns the smallest holdings, by their share of the value of all that move: cash does not hide a risk. */
    private static List<PricedAsset> dust(List<PricedAsset> moving) {
        double all =
                moving.stream().mapToDouble(each -> each.value().doubleValue()).sum();
        List<PricedAsset> dust = new ArrayList<>();
        double sum = 0;
        for (PricedAsset each : moving.reversed()) {
            sum += each.value().doubleValue();
            if (sum > DUST * all) {
                break;
            }
            dust.add(each);
        }
        return dust;
    }

    /**
     * Removes only the worst asset at a time: without it the common days may change, and another asset may have enough
     * returns.
     */
    private static ModelledHoldings withDays(List<PricedAsset> some, double whole, Map<String, String> leftOut) {
        List<PricedAsset> priced = new ArrayList<>(some);
        priced.stream()
                .filter(each -> each.bars().size() <= PortfolioAnalysis.DAYS_MIN)
                .forEach(each -> leftOut.put(each.asset(), TOO_FEW_DAYS));
        priced.removeIf(each -> leftOut.containsKey(each.asset()));
        while (true) {
            Map<String, List<DailyBar>> bars = new LinkedHashMap<>();
            priced.forEach(each -> bars.put(each.asset(), each.bars()));
            double[] weights = priced.stream()
                    .mapToDouble(each -> whole > 0 ? each.value().doubleValue() / whole : 0)
                    .toArray();
            ReturnTable table = ReturnTable.of(bars, weights, DAYS_MAX);
            int worst = IntStream.range(0, priced.size())
                    .boxed()
                    .min(Comparator.<Integer, Integer>comparing(i -> table.own().get(i))
                            .thenComparing(Comparator.reverseOrder()))
                    .orElse(-1);
            if (worst < 0 || table.own().get(worst) >= PortfolioAnalysis.DAYS_MIN) {
                return new ModelledHoldings(List.copyOf(priced), table, weights, leftOut);
            }
            leftOut.put(priced.remove(worst).asset(), TOO_FEW_DAYS);
        }
    }

    boolean isEmpty() {
        return table.assets().isEmpty();
    }

    /** Returns the remarks on one asset, as words of the API's contract. */
    List<String> notes(PricedAsset asset) {
        List<String> notes = new ArrayList<>();
        String reason = leftOut.get(asset.asset());
        if (reason != null) {
            notes.add(reason);
        }
        int column = table.assets().indexOf(asset.asset());
        if (column >= 0 && table.own().get(column) < table.rows().size()) {
            notes.add(FILLED);
        }
        if (asset.splitSuspected()) {
            notes.add(SPLIT);
        }
        return notes;
    }
}
