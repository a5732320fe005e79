package com.flowex.wallet.api.report;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Csv;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.fiat.FiatRateSource;
import com.flowex.wallet.app.lots.LotCurrency;
import com.flowex.wallet.app.lots.TaxLotMethod;
import com.flowex.wallet.app.lots.TaxLotReport;
import com.flowex.wallet.app.lots.TaxLotRow;
import com.flowex.wallet.app.worth.ClosingPrices;
import com.flowex.wallet.app.worth.DayWorth;
import com.flowex.wallet.store.journal.JournalQueries;
import com.flowex.wallet.store.journal.Posting;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** {@code GET /api/wallet/tax-lots}: the caller's disposals of a year by lot, and the lots held at its end. */
public record TaxLotsEndpoint(
        JournalQueries journal,
        InstrumentDirectory directory,
        OrderEntryService orderEntry,
        FiatRateSource rates,
        ClosingPrices prices,
        ConsistentView view)
        implements Endpoint {

    /** More places than the currency has, so that the values of many small trades add up. */
    private static final Scale FIAT_SCALE = new Scale(8);

    private static final int YEAR_FIRST = 1970;
    private static final int YEAR_LAST = 2261; // the last that log time has whole

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        Fields fields = new Fields();
        TaxLotMethod method = fields.oneOf("method", request.query("method").orElse(null), TaxLotMethod.class);
        fields.check();
        int year = year(request);
        String format = request.query("format").orElse("json");
        if (!format.equals("json") && !format.equals("csv")) {
            throw Refusal.invalid("format", "json or csv");
        }
        ReportCurrency currency = new ReportCurrency.Names(directory, orderEntry, rates)
                .of(request.caller().tenant(), request.query("currency"));
        Asset only = request.query("asset")
                .map(code -> directory.namedAsset(account.tenant(), code))
                .orElse(null);
        LogTime.Span whole = new LogTime.Span(0, nanos(year + 1));
        view.await(request);
        JournalQueries.JournalRange range = journal.range(account.tenant(), whole);
        TaxLotReport report = new TaxLotReport(new TaxLotReport.Subject(
                method, currency(account.tenant(), currency, year), only == null ? null : only.id(), nanos(year)));
        journal.read(account, only == null ? null : only.id(), range, report::add);
        TaxLotsFormat written = new TaxLotsFormat(
                directory,
                currency.code(),
                currency.fiatScale().isPresent() ? FIAT_SCALE : currency.asset().scale());
        List<TaxLotRow> rows = report.rows();
        return format.equals("json")
                ? Answer.ok(
                        written.json(new TaxLotsFormat.Head(method, year, range.toSequence(), report.missing()), rows))
                : Answer.lines(Csv.CONTENT_TYPE, out -> written.csv(rows, out))
                        .header("Content-Disposition", Csv.attachment("tax-lots-" + year + ".csv"));
    }

    private LotCurrency currency(int tenant, ReportCurrency currency, int year) {
        Asset asset = currency.asset();
        if (currency.fiatScale().isEmpty()) {
            return new LotCurrency.OfAsset(asset.id());
        }
        DayWorth worth = new DayWorth(tenant, asset.id(), orderEntry.listed().of(tenant), prices);
        return new LotCurrency.OfFiat(
                asset.id(),
                asset.scale(),
                FIAT_SCALE,
                rates.read(currency.code(), LocalDate.EPOCH, LocalDate.of(year, 12, 31)),
                (day, posting) -> worth.on(day, posting.asset(), amount(posting)));
    }

    private BigDecimal amount(Posting posting) {
        return BigDecimal.valueOf(
                        posting.units(),
                        directory.asset(posting.asset()).scale().places())
                .abs();
    }

    private static int year(Request request) {
        long year = request.queryNumber("year", 0, YEAR_FIRST, YEAR_LAST);
        if (year == 0) {
            throw Refusal.invalid("year", "given, such as 2026");
        }
        return Math.toIntExact(year);
    }

    private static long nanos(int year) {
        return LogTime.nanos(
                LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
