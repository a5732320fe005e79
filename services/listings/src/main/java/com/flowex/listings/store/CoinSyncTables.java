package com.flowex.listings.store;

import com.flowex.listings.provider.CoinQuote;
import com.flowex.listings.provider.QuoteJson;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Tables of providers' data; they belong to no tenant. */
public record CoinSyncTables(Database database) {

    private static final String NEXT =
            "UPDATE listings.state SET revision = revision + 1 WHERE is_it RETURNING revision";
    private static final String VALIDATOR = "SELECT tag FROM listings.validators WHERE provider = ? AND question = ?";
    private static final String PUT_VALIDATOR = """
            INSERT INTO listings.validators (provider, question, tag, at) VALUES (?, ?, ?, ?)
            ON CONFLICT (provider, question) DO UPDATE SET tag = excluded.tag, at = excluded.at""";
    private static final String PUT_COINS = """
            INSERT INTO listings.coins (provider, id, page, quote, seen_at, revision)
            SELECT ?, each.id, ?, each.quote::jsonb, ?, ? FROM unnest(?::text[], ?::text[]) AS each (id, quote)
            ON CONFLICT (provider, id) DO UPDATE SET page = excluded.page, quote = excluded.quote,
                seen_at = excluded.seen_at, revision = excluded.revision""";
    private static final String STILL_COINS =
            "UPDATE listings.coins SET seen_at = ?, revision = ? WHERE provider = ? AND page = ?";
    private static final String MOVED_COINS =
            "UPDATE listings.coins SET page = 0 WHERE provider = ? AND page = ? AND id <> ALL (?)";
    private static final String PUT_EXTRA = """
            INSERT INTO listings.extras (provider, what, content, seen_at, revision) VALUES (?, ?, ?::jsonb, ?, ?)
            ON CONFLICT (provider, what) DO UPDATE SET content = excluded.content, seen_at = excluded.seen_at,
                revision = excluded.revision""";
    private static final String PRESENT_EXTRA =
            "SELECT content::text FROM listings.extras WHERE provider = ? AND what = ?";
    private static final String STILL_EXTRA =
            "UPDATE listings.extras SET seen_at = ?, revision = ? WHERE provider = ? AND what = ?";
    private static final String DONE = """
            INSERT INTO listings.pulls (provider, what, done_at) VALUES (?, ?, ?)
            ON CONFLICT (provider, what) DO UPDATE SET done_at = excluded.done_at, why = ''""";
    private static final String FAILED = """
            INSERT INTO listings.pulls (provider, what, failed_at, why) VALUES (?, ?, ?, ?)
            ON CONFLICT (provider, what) DO UPDATE SET failed_at = excluded.failed_at, why = excluded.why""";
    private static final String FORGET_COINS = "DELETE FROM listings.coins WHERE seen_at < ?";
    private static final String FORGET_EXTRAS = "DELETE FROM listings.extras WHERE seen_at < ?";
    private static final String FORGET_VALIDATORS = "DELETE FROM listings.validators WHERE at < ?";
    private static final String NEXT_EPOCH = "UPDATE listings.state SET revision = revision + 1, epoch = epoch + 1";

    /** Returns the ETag to send with a request; empty if there was no answer yet. */
    public String validator(String provider, String question) {
        return database.query(
                transaction -> Sql.one(transaction, row -> row.getString(1), VALIDATOR, provider, question)
                        .orElse(""));
    }

    /** Stores a page of a provider's list. */
    public void page(String provider, int page, List<CoinQuote> quotes, String validator, Instant now) {
        String[] ids = quotes.stream().map(CoinQuote::id).distinct().toArray(String[]::new);
        String[] texts = quotes.stream()
                .collect(Collectors.toMap(CoinQuote::id, QuoteJson::of, (first, _) -> first, LinkedHashMap::new))
                .values()
                .toArray(String[]::new);
        database.transaction(transaction -> {
            long revision = next(transaction);
            Sql.execute(transaction, MOVED_COINS, provider, page, ids);
            Sql.execute(transaction, PUT_COINS, provider, page, now, revision, ids, texts);
            return putValidator(transaction, provider, question(page), validator, now);
        });
    }

    /** Marks a page as unchanged. */
    public void stillPage(String provider, int page, Instant now) {
        database.transaction(transaction -> {
            Sql.execute(transaction, STILL_COINS, now, next(transaction), provider, page);
            return saveValidator(transaction, provider, question(page), now);
        });
    }

    public void extra(String provider, String subject, String content, String validator, Instant now) {
        database.transaction(transaction -> {
            Sql.execute(transaction, PUT_EXTRA, provider, subject, content, now, next(transaction));
            return putValidator(transaction, provider, subject, validator, now);
        });
    }

    /** Makes the next content of the present one; what it changes in other tables is in the same transaction. */
    @FunctionalInterface
    public interface Change {
        /** @param before present content; empty if there is none */
        String of(Transaction transaction, Optional<String> before);
    }

    /** Replaces content by what a change makes of it. No other change of these tables is between the two. */
    public void change(String provider, String subject, Instant now, Change change) {
        database.transaction(transaction -> {
            long revision = next(transaction);
            Optional<String> before = Sql.one(transaction, row -> row.getString(1), PRESENT_EXTRA, provider, subject);
            return Sql.execute(
                    transaction, PUT_EXTRA, provider, subject, change.of(transaction, before), now, revision);
        });
    }

    /** Changes other tables of listings together. */
    public void inTransaction(Consumer<Transaction> work) {
        database.transaction(transaction -> {
            work.accept(transaction);
            return 0;
        });
    }

    public void stillExtra(String provider, String subject, Instant now) {
        database.transaction(transaction -> {
            Sql.execute(transaction, STILL_EXTRA, now, next(transaction), provider, subject);
            return saveValidator(transaction, provider, subject, now);
        });
    }

    public static String question(int page) {
        return "markets " + page;
    }

    private static long next(Transaction transaction) {
        return Sql.one(transaction, row -> row.getLong(1), NEXT).orElseThrow();
    }

    private static int putValidator(
            Transaction transaction, String provider, String question, String validator, Instant now) {
        return Sql.execute(transaction, PUT_VALIDATOR, provider, question, validator, now);
    }

    private static int saveValidator(Transaction transaction, String provider, String question, Instant now) {
        return Sql.execute(
                transaction,
                "UPDATE listings.validators SET at = ? WHERE provider = ? AND question = ?",
                now,
                provider,
                question);
    }

    public void done(String provider, String subject, Instant now) {
        database.transaction(transaction -> Sql.execute(transaction, DONE, provider, subject, now));
    }

    public void failed(String provider, String subject, Instant now, String why) {
        database.transaction(transaction -> Sql.execute(transaction, FAILED, provider, subject, now, why));
    }

    /** Deletes data that no provider has reported since; returns the number of coins. */
    public int forget(Instant before) {
        return database.transaction(transaction -> {
            int coins = Sql.execute(transaction, FORGET_COINS, before);
            int rows = coins
                    + Sql.execute(transaction, FORGET_EXTRAS, before)
                    + Sql.execute(transaction, FORGET_VALIDATORS, before);
            if (rows > 0) {
                Sql.execute(transaction, NEXT_EPOCH);
            }
            return coins;
        });
    }
}
