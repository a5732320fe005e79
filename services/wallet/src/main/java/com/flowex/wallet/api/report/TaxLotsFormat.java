package com.flowex.wallet.api.report;

import com.flowex.access.http.response.Csv;
import com.flowex.access.http.response.IsoTime;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.wallet.app.lots.MissingDays;
import com.flowex.wallet.app.lots.TaxLotMethod;
import com.flowex.wallet.app.lots.TaxLotRow;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Output of a report of lots, as JSON or as CSV.
 *
 * @param currency code of the currency of the report
 * @param scale scale of its amounts
 */
record TaxLotsFormat(InstrumentDirectory directory, String currency, Scale scale) {

    private static final List<Csv.Column<TaxLotBody>> COLUMNS = List.of(
            new Csv.Column<>("type", TaxLotBody::type),
            new Csv.Column<>("asset", TaxLotBody::asset),
            new Csv.Column<>("quantity", TaxLotBody::quantity),
            new Csv.Column<>("origin", TaxLotBody::origin),
            new Csv.Column<>("acquired", TaxLotBody::acquired),
            new Csv.Column<>("cost", TaxLotBody::cost),
            new Csv.Column<>("disposed", TaxLotBody::disposed),
            new Csv.Column<>("proceeds", TaxLotBody::proceeds),
            new Csv.Column<>("gain", TaxLotBody::gain),
            new Csv.Column<>("currency", TaxLotBody::currency),
            new Csv.Column<>("against", TaxLotBody::against),
            new Csv.Column<>("sequence", TaxLotBody::sequence),
            new Csv.Column<>("without_rate", body -> String.join(" ", body.withoutRate())),
            new Csv.Column<>("without_price", body -> String.join(" ", body.withoutPrice())));

    /**
     * Facts about a report as a whole.
     *
     * @param sequence last event that may be in it
     * @param missing days of trades that have no value because a rate or a price is missing
     */
    record Head(TaxLotMethod method, int year, long sequence, MissingDays missing) {}

    /** The schema TaxLotReport of docs/api/openapi.yaml. */
    record TaxLotReportBody(
            String method,
            int year,
            String currency,
            long sequence,
            List<String> withoutRate,
            List<String> withoutPrice,
            List<TaxLotTotalBody> totals,
            List<TaxLotBody> items) {}

    /** The schema TaxLotTotal: sums over the sales of an asset. */
    record TaxLotTotalBody(
            String asset, String sold, String soldWithoutCost, String cost, String proceeds, String gain) {}

    /** The schema TaxLot. */
    record TaxLotBody(
            String type,
            String asset,
            String quantity,
            String origin,
            @Nullable String acquired,
            @Nullable String cost,
            @Nullable String disposed,
            @Nullable String proceeds,
            @Nullable String gain,
            String currency,
            @Nullable String against,
            @Nullable Long sequence,
            List<String> withoutRate,
            List<String> withoutPrice) {}

    TaxLotReportBody json(Head head, List<TaxLotRow> rows) {
        return new TaxLotReportBody(
                head.method().code(),
                head.year(),
                currency,
                head.sequence(),
                days(head.missing().rates()),
                days(head.missing().prices()),
                totals(rows),
                rows.stream().map(this::body).toList());
    }

    void csv(List<TaxLotRow> rows, OutputStream out) throws IOException {
        out.write(Csv.head(COLUMNS));
        for (TaxLotRow row : rows) {
            out.write(Csv.row(COLUMNS, body(row)));
        }
    }

    private TaxLotBody body(TaxLotRow row) {
        TaxLotRow.Disposal end = row.disposal();
        AssetId against = end == null ? null : end.against();
        MissingDays missing = row.missing();
        return new TaxLotBody(
                row.kind().code(),
                code(row.asset()),
                Decimals.format(row.lot().units(), directory.asset(row.asset()).scale()),
                row.lot().origin().code(),
                row.lot().acquiredNanos() == 0
                        ? null
                        : IsoTime.ofNanos(row.lot().acquiredNanos()),
                money(row.lot().costUnits()),
                end == null ? null : IsoTime.ofNanos(end.timeNanos()),
                end == null ? null : money(end.proceedsUnits()),
                money(row.gainUnits()),
                currency,
                against == null ? null : code(against),
                end == null ? null : end.sequence(),
                days(missing.rates()),
                days(missing.prices()));
    }

    private static List<String> days(List<LocalDate> days) {
        return days.stream().map(LocalDate::toString).toList();
    }

    /** Sums over sales; cost, proceeds and gain are those of the parts with a known cost. */
    private static final class Total {
        private BigInteger sold = BigInteger.ZERO;
        private BigInteger withoutCost = BigInteger.ZERO;
        private BigInteger cost = BigInteger.ZERO;
        private BigInteger proceeds = BigInteger.ZERO;

        void add(TaxLotRow row) {
            BigInteger units = BigInteger.valueOf(row.lot().units());
            BigInteger gain = row.gainUnits();
            BigInteger paid = row.lot().costUnits();
            sold = sold.add(units);
            if (gain == null || paid == null) {
                withoutCost = withoutCost.add(units);
            } else {
                cost = cost.add(paid);
                proceeds = proceeds.add(gain.add(paid));
            }
        }
    }

    private List<TaxLotTotalBody> totals(List<TaxLotRow> rows) {
        Map<AssetId, Total> totals = new TreeMap<>(Comparator.comparingInt(AssetId::value));
        rows.stream().filter(row -> row.kind() == TaxLotRow.Kind.SALE).forEach(row -> totals.computeIfAbsent(
                        row.asset(), _ -> new Total())
                .add(row));
        return totals.entrySet().stream()
                .map(each -> total(directory.asset(each.getKey()), each.getValue()))
                .toList();
    }

    private TaxLotTotalBody total(Asset asset, Total of) {
        return new TaxLotTotalBody(
                asset.code(),
                Decimals.format(of.sold, asset.scale()),
                Decimals.format(of.withoutCost, asset.scale()),
                Decimals.format(of.cost, scale),
                Decimals.format(of.proceeds, scale),
                Decimals.format(of.proceeds.subtract(of.cost), scale));
    }

    private String code(AssetId asset) {
        return directory.asset(asset).code();
    }

    private @Nullable String money(@Nullable BigInteger units) {
        return units == null ? null : Decimals.format(units, scale);
    }
}
