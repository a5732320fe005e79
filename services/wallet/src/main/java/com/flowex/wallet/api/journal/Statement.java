package com.flowex.wallet.api.journal;

import com.flowex.access.http.response.IsoTime;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.wallet.store.journal.JournalEntry;
import com.flowex.wallet.store.journal.JournalQueries;
import com.flowex.wallet.store.journal.Posting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statement of an account over a time range: opening balances, each movement, closing balances. It never changes once
 * the range is past.
 */
final class Statement {

    /** Balance of an asset at one end of the statement. */
    record StatementBalance(String currency, String balance) {}

    /**
     * One movement of one asset.
     *
     * @param amount signed amount, with the fee taken out
     * @param fee fee; a rebate if negative
     * @param balance balance after it; null where the engine never reported it
     */
    record Line(
            String time,
            long sequence,
            String type,
            String id,
            String currency,
            String amount,
            String fee,
            @Nullable String balance) {}

    /** Output format; its methods are called in this order. */
    interface Form {

        /**
         * Begins the statement.
         *
         * @param sequence last event that may be in the statement
         */
        void begin(LogTime.Span span, long sequence) throws IOException;

        void opening(List<StatementBalance> standings) throws IOException;

        void line(Line line) throws IOException;

        void closing(List<StatementBalance> standings) throws IOException;
    }

    private final JournalQueries journal;
    private final InstrumentDirectory directory;
    private final AccountId account;
    private final @Nullable AssetId only;
    private final JournalQueries.JournalRange range;

    /** Running balances by asset, up to the last line written. */
    private final Map<AssetId, Long> balances;

    private Statement(
            JournalQueries journal,
            InstrumentDirectory directory,
            AccountId account,
            @Nullable AssetId only,
            JournalQueries.JournalRange range) {
        this.journal = journal;
        this.directory = directory;
        this.account = account;
        this.only = only;
        this.range = range;
        this.balances = journal.before(account, range.from());
        if (only != null) {
            balances.keySet().retainAll(List.of(only));
            balances.putIfAbsent(only, 0L);
        }
    }

    /** Reads the opening balances, so that a request that is refused is refused before the first byte is written. */
    static Statement of(
            JournalQueries journal,
            InstrumentDirectory directory,
            AccountId account,
            Optional<Asset> only,
            LogTime.Span span) {
        return new Statement(
                journal, directory, account, only.map(Asset::id).orElse(null), journal.range(account.tenant(), span));
    }

    /** Writes the statement. Can be called once. */
    void to(Form form) throws IOException {
        form.begin(range.span(), range.toSequence());
        form.opening(standings());
        journal.<IOException>read(account, only, range, entry -> {
            for (Posting posting : entry.postings()) {
                if (only == null || only.equals(posting.asset())) {
                    balances.merge(posting.asset(), posting.units(), Math::addExact);
                    form.line(line(entry, posting));
                }
            }
        });
        form.closing(standings());
    }

    private List<StatementBalance> standings() {
        return balances.entrySet().stream()
                .map(one ->
                        new StatementBalance(directory.asset(one.getKey()).code(), shown(one.getKey(), one.getValue())))
                .toList();
    }

    private Line line(JournalEntry entry, Posting posting) {
        Long balance = posting.balanceUnits();
        return new Line(
                IsoTime.ofNanos(entry.timeNanos()),
                entry.sequence(),
                entry.kind().word(),
                entry.reference(),
                directory.asset(posting.asset()).code(),
                shown(posting.asset(), posting.units()),
                shown(posting.asset(), posting.feeUnits()),
                balance == null ? null : shown(posting.asset(), balance));
    }

    private String shown(AssetId asset, long units) {
        return Decimals.format(units, directory.asset(asset).scale());
    }
}
