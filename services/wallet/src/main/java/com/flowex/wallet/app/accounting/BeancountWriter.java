package com.flowex.wallet.app.accounting;

import com.flowex.domain.market.Asset;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Writer of Beancount 2 input that {@code bean-check} accepts without errors.
 *
 * @see <a href="https://beancount.github.io/docs/beancount_language_syntax.html">Beancount Language Syntax</a>
 */
final class BeancountWriter implements AccountingWriter {

    /** Date from which every account is open and every asset is declared; before all entries. */
    private static final String BEGINNING = "1970-01-01";

    /** Words that Beancount's grammar does not read as a currency. */
    private static final Set<String> WORDS = Set.of("TRUE", "FALSE", "NULL");

    private final Writer out;

    BeancountWriter(Writer out) {
        this.out = out;
    }

    @Override
    public void title(String line) throws IOException {
        out.write("; " + line + "\n");
    }

    @Override
    public void commodity(Asset asset) throws IOException {
        out.write(BEGINNING + " commodity " + currency(asset) + "\n  name: \"" + asset.code() + "\"\n");
    }

    @Override
    public void account(List<String> account) throws IOException {
        out.write(BEGINNING + " open " + name(account) + "\n");
    }

    @Override
    public void transaction(Transaction transaction) throws IOException {
        out.write("\n" + transaction.date() + " * \"" + transaction.what() + "\"\n");
        out.write("  time: \"" + transaction.time() + "\"\n");
        if (transaction.sequence() > 0) {
            out.write("  sequence: " + transaction.sequence() + "\n  id: \"" + transaction.reference() + "\"\n");
        }
        for (Line line : transaction.lines()) {
            out.write("  " + name(line.account()) + "  " + line.amount() + " " + currency(line.asset()) + "\n");
        }
    }

    /**
     * Writes a balance assertion, exact and dated one day later, because Beancount checks a balance at the beginning of
     * a day.
     */
    @Override
    public void balance(LocalDate date, List<String> account, Asset asset, String amount) throws IOException {
        out.write("\n" + date.plusDays(1) + " balance " + name(account) + "  " + amount + " ~ 0 " + currency(asset)
                + "\n");
    }

    private static String name(List<String> account) {
        return String.join(":", account);
    }

    /**
     * Returns a legal currency name. It has at least two letters or digits and starts with a letter. No asset code has
     * a hyphen, so no two names collide.
     */
    static String currency(Asset asset) {
        String code = asset.code();
        boolean legal = code.length() > 1 && Character.isLetter(code.charAt(0)) && !WORDS.contains(code);
        return legal ? code : "X-" + code;
    }
}
