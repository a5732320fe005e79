package com.flowex.wallet.journal;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.desk.LogTime;
import com.flowex.domain.AccountId;
import com.flowex.domain.Asset;
import com.flowex.domain.AssetId;
import com.flowex.domain.Decimals;
import com.flowex.edge.http.IsoTime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account over a stretch of time: what it had, each movement, what it has. The same for ever once the stretch is past. */
final class Statement {

    /** What of an asset there is at one end of it. */
    record Standing(String currency, String balance) {}

    /**
     * One movement of one asset.
     *
     * @param amount signed, the fee taken out
     * @param fee negative where it is a rebate
     * @param balance null where it was never told
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

    /** Writes it, piece by piece, in this order. */
    interface Form {

        /** @param sequence the last event that may be in it */
        void begin(LogTime.Span span, long sequence) throws IOException;

        void opening(List<Standing> standings) throws IOException;

        void line(Line line) throws IOException;

        void closing(List<Standing> standings) throws IOException;
    }

    private final JournalQueries journal;
    private final InstrumentDirectory directory;
    private final AccountId account;
    private final @Nullable AssetId only;
    private final JournalQueries.Stretch stretch;

    /** By asset, as far as it has been written. */
    private final Map<AssetId, Long> balances;

    private Statement(
            JournalQueries journal,
            InstrumentDirectory directory,
            AccountId account,
            @Nullable AssetId only,
            JournalQueries.Stretch stretch) {
        this.journal = journal;
        this.directory = directory;
        this.account = account;
        this.only = only;
        this.stretch = stretch;
        this.balances = journal.before(account, stretch.from());
        if (only != null) {
            balances.keySet().retainAll(List.of(only));
            balances.putIfAbsent(only, 0L);
        }
    }

    /** Whatever can be refused is refused here, before the first byte. */
    static Statement of(
            JournalQueries journal,
            InstrumentDirectory directory,
            AccountId account,
            Optional<Asset> only,
            LogTime.Span span) {
        return new Statement(journal, directory, account, only.map(Asset::id).orElse(null), journal.stretch(span));
    }

    /** Writes it; once. */
    void to(Form form) throws IOException {
        form.begin(stretch.span(), stretch.toSequence());
        form.opening(standings());
        journal.<IOException>read(account, only, stretch, entry -> {
            for (Posting posting : entry.postings()) {
                if (only == null || only.equals(posting.asset())) {
                    balances.merge(posting.asset(), posting.units(), Math::addExact);
                    form.line(line(entry, posting));
                }
            }
        });
        form.closing(standings());
    }

    private List<Standing> standings() {
        return balances.entrySet().stream()
                .map(one -> new Standing(directory.asset(one.getKey()).code(), shown(one.getKey(), one.getValue())))
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
