package com.flowex.binance.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Params;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.marketdata.app.MarketQueries;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.WalletFacade;
import com.flowex.wallet.WalletFacade.PastBalance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Operation {@code accountSnapshot}: the caller's balances at the end of each day (UTC) of the log's time. They are read
 * from the log as it stood then, so a day's snapshot never changes.
 */
public record AccountSnapshots(WalletFacade counter, Symbols symbols, MarketQueries reads, InstantSource clock) {

    /** Parameters of the operation. */
    static final String[] TAKES = {"type", "startTime", "endTime", "limit"};

    private static final int LIMIT_MIN = 7;
    private static final int LIMIT_MAX = 30;
    private static final Duration MONTH = Duration.ofDays(LIMIT_MAX);
    /** Latest time that can be named, in the year 9999. */
    private static final long MILLIS_MAX = 253_402_300_799_000L;

    private static final String BITCOIN = "BTC";
    private static final int BITCOIN_PLACES = 8;

    /** A balance, as in the answer. */
    record BalanceLine(String asset, String free, String locked) {}

    /**
     * Balances of a day.
     *
     * @param totalAssetOfBtc value at the day's last prices, without assets that have none
     * @param notValued assets that are not in the total, because they had no price in bitcoin; left out if there is none
     */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record DayBody(
            List<BalanceLine> balances,
            String totalAssetOfBtc,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notValued) {}

    /** @param updateTime last second of the day, milliseconds since 1970 */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record SnapshotBody(String type, long updateTime, DayBody data) {}

    /** The answer. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record SnapshotsBody(int code, String msg, List<SnapshotBody> snapshotVos) {}

    Object of(OperationCall call) {
        requireSpot(call.params().required("type"));
        List<Instant> ends = ends(call.params(), clock.instant());
        List<SnapshotBody> snapshots = new ArrayList<>();
        if (!ends.isEmpty()) {
            DayPrices prices = DayPrices.of(symbols, reads, call.tenant(), ends.getLast(), LIMIT_MAX);
            for (Instant end : ends) {
                counter.balancesBefore(call, end)
                        .map(balances -> snapshot(balances, counter::asset, prices, end))
                        .ifPresent(snapshots::add);
            }
        }
        return new SnapshotsBody(200, "", snapshots);
    }

    static void requireSpot(String type) {
        switch (type) {
            case "SPOT" -> {}
            case "MARGIN", "FUTURES" ->
                throw BinanceErrorCode.UNSUPPORTED_OPERATION.refusal(
                        "This operation is not supported: type must be SPOT, which is the whole account.");
            default -> throw wrong("type", "be SPOT");
        }
    }

    private static Refusal wrong(String name, String rule) {
        return BinanceErrorCode.WRONG_REQUEST_PARAMETER.refusal("request param '" + name + "' wrong, must " + rule);
    }

    /** Returns the ends of the days that are asked for and over, the first moments behind them, oldest first. */
    static List<Instant> ends(Params params, Instant now) {
        long limit = params.number("limit", 0, Integer.MAX_VALUE).orElse(LIMIT_MIN);
        if (limit < LIMIT_MIN || limit > LIMIT_MAX) {
            throw wrong("limit", "be " + LIMIT_MIN + " to " + LIMIT_MAX);
        }
        Instant to = time(params, "endTime").orElse(now);
        Optional<Instant> from = time(params, "startTime");
        Instant earliest = now.minus(MONTH);
        if (from.isPresent() && to.isBefore(from.get())) {
            throw wrong("endTime", "not be before 'startTime'");
        }
        if (to.isBefore(earliest)) {
            throw wrong("endTime", "be within the last 30 days");
        }
        if (from.isPresent() && from.get().isBefore(earliest)) {
            throw wrong("startTime", "be within the last 30 days");
        }
        Instant first = from.orElse(earliest);
        Instant last = to.isAfter(now) ? now : to;
        List<Instant> ends = new ArrayList<>();
        Instant end = last.truncatedTo(ChronoUnit.DAYS);
        while (ends.size() < limit && end.isAfter(first)) {
            ends.addFirst(end);
            end = end.minus(1, ChronoUnit.DAYS);
        }
        return ends;
    }

    private static Optional<Instant> time(Params params, String name) {
        return params.number(name, 0, MILLIS_MAX).stream()
                .mapToObj(Instant::ofEpochMilli)
                .findFirst();
    }

    static SnapshotBody snapshot(
            Map<AssetId, PastBalance> balances, Function<AssetId, Asset> assets, DayPrices prices, Instant end) {
        List<BalanceLine> lines = new ArrayList<>();
        List<String> notValued = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        List<AssetId> ids = balances.keySet().stream()
                .sorted(Comparator.comparingInt(AssetId::value))
                .toList();
        for (AssetId id : ids) {
            PastBalance balance = balances.get(id);
            if (balance == null || balance.units() == 0) {
                continue;
            }
            Asset asset = assets.apply(id);
            lines.add(new BalanceLine(
                    asset.code(),
                    Decimals.format(balance.units() - balance.heldUnits(), asset.scale()),
                    Decimals.format(balance.heldUnits(), asset.scale())));
            Optional<BigDecimal> price = prices.of(asset.code(), BITCOIN, end);
            if (price.isPresent()) {
                BigDecimal whole =
                        BigDecimal.valueOf(balance.units(), asset.scale().places());
                total = total.add(whole.multiply(price.get()));
            } else {
                notValued.add(asset.code());
            }
        }
        String value = total.setScale(BITCOIN_PLACES, RoundingMode.DOWN).toPlainString();
        return new SnapshotBody("spot", end.minusSeconds(1).toEpochMilli(), new DayBody(lines, value, notValued));
    }
}
